"""Lands in their own names, with what French says before them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.looking import edits_of
from translator.errors import TranslatorError
from translator.text.edits import Edited
from translator.text.repair.lands import land_edits
from translator.text.vocabulary import lands
from translator.text.vocabulary.lands import Land, all_lands, lands_in


def mended(source: str, target: str, language: str, looks: dict[int, int] | None = None, share: float = 1.0) -> str:
    """The target; see `edits_of`."""
    return Edited(target, edits_of(land_edits, source, target, language, looks, share)).text


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("He lives in Peru.", "Il habite à Pérou.", "Il habite au Pérou."),
        ("He lives in Peru.", "Il habite en Pérou.", "Il habite au Pérou."),
        ("He lives in Peru.", "Il habite dans Pérou.", "Il habite au Pérou."),
        ("He lives in Peru.", "Il habite dans le Pérou.", "Il habite dans le Pérou."),
        ("He lives in Texas.", "Il vit dans la Texas.", "Il vit dans le Texas."),
        ("She works in Israel.", "Elle travaille à Israël.", "Elle travaille en Israël."),
        ("She moved to Oregon.", "Elle a déménagé à Oregon.", "Elle a déménagé en Oregon."),
        ("He went to Cuba.", "Il est allé en Cuba.", "Il est allé à Cuba."),
        ("He went to Barbados.", "Il est allé en Barbade.", "Il est allé à la Barbade."),
        ("I come from Mali.", "Je viens de Mali.", "Je viens du Mali."),
        ("I come from Iran.", "Je viens du Iran.", "Je viens de l'Iran."),
        ("I come from Iran.", "Je viens d’Iran.", "Je viens d’Iran."),
        ("I come from France.", "Je viens de la France.", "Je viens de la France."),
        ("I come from Haiti.", "Je viens de Haiti.", "Je viens d'Haïti."),
        ("He left Vietnam.", "Il a quitté Vietnam.", "Il a quitté le Vietnam."),
        ("They fled Haiti.", "Ils ont fui le Haiti.", "Ils ont fui Haïti."),
        ("We saw Cairo.", "Nous avons vu Caire.", "Nous avons vu Le Caire."),
        ("We go to Cairo.", "Nous allons à Cairo.", "Nous allons au Caire."),
        ("Kenya has won.", "Kenya a gagné.", "Le Kenya a gagné."),
        ("In New Mexico it rains.", "En Nouveau Mexique il pleut.", "Au Nouveau-Mexique il pleut."),
        ("in Nova Scotia and Peru", "à Nova Scotia et Pérou", "en Nouvelle-Écosse et au Pérou"),
        ("the people of Mali and Chad", "le peuple de Mali et Tchad", "le peuple du Mali et Tchad"),
        ("the people of Mali or Peru", "le peuple du Mali ou Pérou", "le peuple du Mali ou du Pérou"),
        ("She moved to Turkey.", "Elle a déménagé à la Turquie.", "Elle a déménagé en Turquie."),
        ("She went back to Turkey.", "Elle est retournée à la Turquie.", "Elle est retournée en Turquie."),
        # Right as they are.
        ("We walked in London.", "Nous nous sommes promenés dans Londres.", None),
        ("The London of Dickens.", "Le Londres de Dickens.", None),
        ("compared to France", "comparé à la France", None),
        ("Paris, France", "Paris, France", None),
        ("between France and Peru", "entre France et Pérou", None),
        ("Lake Michigan is large.", "Le lac Michigan est grand.", None),
        ("Air France flies.", "Air France vole.", None),
        ("New England is green.", "La Nouvelle-Angleterre est verte.", None),
        ("South Wales is green.", "Le sud du pays de Galles est vert.", None),
        ("I read about Air France.", "J'ai lu sur Air France.", None),
        ("a Peru-born man", "un homme né à Pérou", None),
        ("PERU", "à Pérou", None),
        ("peru", "à Pérou", None),
    ],
)
def test_what_french_says_before_a_land(source: str, target: str, wanted: str | None) -> None:
    assert mended(source, target, "fr") == (wanted or target)


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Elle vient des Philippines.", "She comes from Philippines.", "She comes from the Philippines."),
        ("Les Pays-Bas ont perdu.", "Netherlands has lost.", "The Netherlands has lost."),
        ("Il aime les Bahamas.", "He likes the Bahamas.", None),
        ("Il aime les belles Bahamas.", "He likes beautiful Bahamas.", None),
        ("le Pérou", "the Pérou", "Peru"),
        ("On est au Caire.", "We are in the Cairo.", "We are in Cairo."),
        ("l'équipe du Pérou joue", "the Peru team plays", None),
        ("Elle étudie à Cracovie.", "She studies in Cracovie.", "She studies in Krakow."),
        ("Miss France est élue.", "Miss France is elected.", None),
    ],
)
def test_what_english_says_before_a_land(source: str, target: str, wanted: str | None) -> None:
    assert mended(source, target, "en") == (wanted or target)


def test_a_land_that_was_written_as_another_word() -> None:
    source, target = "The capital of Ecuador is Quito.", "La capitale de Écueil est Quito."
    assert mended(source, target, "fr") == "La capitale d'Équateur est Quito."
    assert mended(source, target, "fr", share=0.4) == target
    assert mended(source, target, "fr", {2: 3, 5: 3}) == target  # two look at it
    assert mended(source, "La capitale de Cuba est Quito.", "fr") == "La capitale de Cuba est Quito."  # another land
    assert mended("Ecuador won.", "Écueil a gagné.", "fr") == "Écueil a gagné."  # a capital that any word would have


def test_of_other_languages_nothing_is_known() -> None:
    assert mended("He lives in Peru.", "Er lebt in Peru.", "de") == "Er lebt in Peru."


def test_lands_in_a_text() -> None:
    found = lands_in('From South Korea\'s north to "Peru", (Mali) and Costa Rica; not Airbus Peru or Peru 2.', "en")
    assert [(start, land.english) for start, land in found] == [
        (5, "South Korea"),
        (29, "Peru"),
        (37, "Mali"),
        (47, "Costa Rica"),
    ]
    assert [land.english for _, land in lands_in("L'Iran, d’Irak et les États-Unis", "fr")] == [
        "Iran",
        "Iraq",
        "United States",
    ]


def test_the_list_is_whole() -> None:
    listed = all_lands()
    assert len(listed) > 300
    assert len({land.english for land in listed}) == len(listed)
    twice = [land.english for land in listed if sum(other.french == land.french for other in listed) > 1]
    assert twice == ["UAE", "UK", "USA", "United Arab Emirates", "United Kingdom", "United States"]
    for land in (one for one in listed if one.article != "Le "):
        name = f"dans {land.article}{land.french}"
        assert [found.french for _, found in lands_in(name, "fr")] == [land.french]
    found = lands_in("le Royaume-Uni, les États-Unis et les Émirats arabes unis", "fr")
    assert [land.english for _, land in found] == ["United Kingdom", "United States", "United Arab Emirates"]
    for land in listed:
        assert re.fullmatch(r"[A-ZÀ-Þîîp][^\t]*[^\s\t]", land.french)
        assert land.to in ("à ", "en ", "au ", "aux ", "à la ", "à l'")
        assert (land.article == "l'") == (land.of[0] == "de l'")
        if land.article in ("l'", ""):
            continue
        assert land.article.strip().lower() in ("le", "la", "les")


@given(st.sampled_from(all_lands()), st.sampled_from(all_lands()))
def test_what_is_right_stays(first: Land, second: Land) -> None:
    the = "the " * first.the
    for source, target in (
        (f"He lives in {the}{first.english}.", f"Il vit {first.to}{first.french}."),
        (f"He loves {the}{first.english}.", f"Il aime {first.article}{first.french}."),
        *((f"He comes from {the}{first.english}.", f"Il vient {of}{first.french}.") for of in first.of),
    ):
        assert mended(source, target, "fr") == target
        if first.english not in ("UAE", "UK", "USA"):
            assert mended(target, source, "en") == source
    if first.french != second.french:
        source = f"not in {'the ' * second.the}{second.english} but in {the}{first.english}"
        target = f"pas {second.to}{second.french} mais {first.to}{first.french}"
        assert mended(source, target, "fr") == target


def test_a_damaged_list_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lands").mkdir()
    (tmp_path / "lands" / "lands.tsv").write_text("Peru\n", encoding="utf-8")
    monkeypatch.setattr(lands, "shipped_folder", lambda _name: tmp_path)
    lands._lands.cache_clear()
    try:
        with pytest.raises(TranslatorError, match="install translator anew"):
            all_lands()
    finally:
        lands._lands.cache_clear()
