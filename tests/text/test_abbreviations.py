"""Abbreviations that both languages have in their own ways."""

from __future__ import annotations

import pytest

from translator.text.abbreviations import abbreviation_edits, abbreviation_readings
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
