"""Abbreviations that both languages have in their own ways."""

from __future__ import annotations

import pytest

from translator.text.abbreviations import abbreviation_edits, abbreviation_readings, year_of_era
from translator.text.edits import Edited


@pytest.mark.parametrize(
    ("source", "text", "language", "expected"),
    [
        ("See e.g. this.", "Voir e.g. ceci.", "fr", "Voir p. ex. ceci."),
        (
            "He left, i.e. he is gone.",
            "Il est parti, i.e. il n'est plus là.",
            "fr",
            "Il est parti, c.-à-d. il n'est plus là.",
        ),
        ("Des fruits, p. ex. des pommes", "Fruits, p. ex. apples", "en", "Fruits, e.g. apples"),
        ("Voir n° 5.", "See n° 5.", "en", "See No. 5."),
        ("No. 6 is here.", "No. 6 est là.", "fr", "N°\u00a06 est là."),
        ("It is No. 6.", "C'est No. 6.", "fr", "C'est n°\u00a06."),
        ("P. ex. ceci", "P. ex. this", "en", "E.g. this"),
        ("He is a C.I.A. man.", "C'est un homme de la C.I.A..", "fr", "C'est un homme de la C.I.A."),
        ("Etc., he said.", "Il a dit etc...", "fr", "Il a dit etc..."),
        ("It costs $10/hour.", "Cela coûte 10 $/hour.", "fr", "Cela coûte 10 $/heure."),
        ("20 km/heure", "20 km/heure", "en", "20 km/hour"),
        ("10 €/mois", "€10/mois", "en", "€10/month"),
        ("Vois.", "See n° 5.", "en", "See n° 5."),  # not the source's
        ("Voir p. ex. ici.", "Voir p. ex. ici.", "fr", "Voir p. ex. ici."),
    ],
)
def test_abbreviations(source: str, text: str, language: str, expected: str) -> None:
    assert Edited(text, abbreviation_edits(source, text, language)).text == expected


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The U.S. Army (U.S.)", "The US Army (US)"),
        ("He lives in the U.S.", "He lives in the US."),
        ("les U.S.A. et l'U.S.S.R.", "les USA et l'U.S.S.R."),
    ],
)
def test_what_networks_know_without_its_points(text: str, read: str) -> None:
    assert Edited(text, abbreviation_readings(text)).text == read


@pytest.mark.parametrize(
    ("source", "copied", "language", "written"),
    [
        ("in 44 BC", "en 44 BC", "fr", "en 44 av. J.-C."),
        ("He died in 44 BC.", "Il est mort en 44 BC.", "fr", "Il est mort en 44 av. J.-C."),
        ("in AD 79, 300 BCE", "en AD 79, 300 BCE", "fr", "en 79 apr. J.-C., 300 av. J.-C."),
        ("en 44 av. J.-C.", "in 44 av. J.-C.", "en", "in 44 BC."),
        ("en 79 apr. J.-C. à Rome", "in 79 apr. J.-C. in Rome", "en", "in AD 79 in Rome"),
        ("the 5th century BC", "le Ve siècle BC", "fr", "le Ve siècle av. J.-C."),
        ("12 ADs", "12 ADs", "fr", "12 ADs"),
        ("In 44 BC Caesar was killed.", "En 44 BC César fut tué.", "fr", "En 44 av. J.-C. César fut tué."),
        ("En 50 avant J.-C., la Gaule", "In 50 avant J.-C., Gaul", "en", "In 50 BC, Gaul"),
        ("en 70 après Jésus-Christ", "in 70 après Jésus-Christ", "en", "in AD 70"),
        ("au IIe millénaire av. J.-C.", "in the 2nd millennium av. J.-C.", "en", "in the 2nd millennium BC."),
        ("The 1st century BC", "Le Ier siècle BC", "fr", "Le Ier siècle av. J.-C."),
        ("We sold 10 AD slots.", "Nous avons vendu 10 AD slots.", "fr", "Nous avons vendu 10 AD slots."),
        ("Our AD 2024 budget", "Notre budget AD 2024", "fr", "Notre budget AD 2024"),
        ("You need 5 CE certificates.", "Il faut 5 CE certificats.", "fr", "Il faut 5 CE certificats."),
        ("He lives at 12 BC Street.", "Il habite 12 BC Street.", "fr", "Il habite 12 BC Street."),
        ("La taxe est de 10 CE.", "The tax is 10 CE.", "en", "The tax is 10 CE."),
        ("no era", "en 44 BC", "fr", "en 44 BC"),
    ],
)
def test_eras_are_the_languages(source: str, copied: str, language: str, written: str) -> None:
    assert Edited(copied, abbreviation_edits(source, copied, language)).text == written


def test_a_year_is_read_without_its_era() -> None:
    years = [year_of_era(text) for text in ("44 BC", "AD 79", "100 av. J.-C", "12 apr. J.-C", "44", "44 B")]
    assert years == ["44", "79", "100", "12", None, None]
