"""Acronyms as the other language has them, and the determiners that they take."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.looking import edits_of
from translator.errors import TranslatorError
from translator.text.edits import Edited
from translator.text.repair.acronyms import acronym_edits, determiner_edits, lost_acronyms
from translator.text.vocabulary import acronyms
from translator.text.vocabulary.acronyms import Acronym, acronyms_in, all_acronyms


def mended(source: str, target: str, language: str, looks: dict[int, int] | None = None, share: float = 1.0) -> str:
    """The target with the acronyms that it should have, and their determiners."""
    text = Edited(target, edits_of(acronym_edits, source, target, language, looks, share)).text
    return Edited(text, determiner_edits(text, language)).text


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("The NGO left.", "Le NGO partit.", "L'ONG partit."),
        ("Several NGOs left.", "Plusieurs NGOs partirent.", "Plusieurs ONG partirent."),
        ("NATO will meet.", "OTAN va se réunir.", "L'OTAN va se réunir."),
        ("GDP has fallen.", "GDP a reculé.", "Le PIB a reculé."),
        ("AIDS still kills.", "AIDS tue encore.", "Le sida tue encore."),
        ("the cost of DNA", "le coût du DNA", "le coût de l'ADN"),
        ("She saw a UFO.", "Elle vit une UFO.", "Elle vit un OVNI."),
        ("the ECB decides", "l’ECB décide", "la BCE décide"),
        ("the cost of AIDS", "le coût des AIDS", "le coût du sida"),
        ("the vote of the UN", "le vote d'UN", "le vote de l'ONU"),
        ("the rate of VAT", "le taux de VAT", "le taux de TVA"),
        ("his CEO", "sa CEO", "son PDG"),
        ("this SME", "ce SME", "cette PME"),
        ("an MRI", "un MRI", "une IRM"),
        ("The IMF lent it.", "Le FMI l'a prêté.", "Le FMI l'a prêté."),
    ],
)
def test_acronyms_in_french(source: str, target: str, wanted: str) -> None:
    assert mended(source, target, "fr") == wanted


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Le PDG démissionne.", "The PDG resigns.", "The CEO resigns."),
        ("Plusieurs ONG protestent.", "Several ONGONG has protested.", "Several NGOs have protested."),
        ("L'OTAN se réunit.", "The OTAN is meeting.", "NATO is meeting."),
        ("L'OTAN a quitté le Kosovo.", "The NATO left Kosovo.", "NATO left Kosovo."),
        ("Un OVNI passe.", "An OVN passes.", "A UFO passes."),
        ("Une IRM du genou.", "An Irm of the knee.", "An MRI of the knee."),
        ("CIA et FBI enquêtent.", "CIA and FBI investigate.", "The CIA and the FBI investigate."),
        ("le rapport de la BCE", "the report of BCE", "the report of the ECB"),
        ("Le SMIC augmente.", "SMIC is increasing.", "The minimum wage is increasing."),
        ("Deux AVC.", "Two AVC.", "Two strokes."),
        ("Le PIB recule.", "The GDP falls.", "GDP falls."),
        ("la position de l'ONU", "the UN position", "the UN position"),
        ("le chef de l'ONU", "the UN's head", "the UN's head"),
        ("le chef de l'ONU", "UN's head", "UN's head"),
    ],
)
def test_acronyms_in_english(source: str, target: str, wanted: str) -> None:
    assert mended(source, target, "en") == wanted


def test_what_looks_elsewhere_stays() -> None:
    assert mended("Un OVNI passe.", "An XYZ passes.", "en", share=0.4) == "An XYZ passes."
    assert mended("Un OVNI passe.", "An XYZ passes.", "en", {1: 2}) == "An XYZ passes."
    assert mended("Un OVNI passe.", "Ein UFO OVNI.", "de") == "Ein UFO OVNI."


@pytest.mark.parametrize(
    ("source", "target", "languages", "wanted"),
    [
        ("L'OMS recommande.", "The man recommends.", ("fr", "en"), [((0, 5), "the WHO")]),
        ("Selon l’OTAN, non.", "According to him, no.", ("fr", "en"), [((6, 12), "NATO")]),
        ("Mon PDG part.", "My boss leaves.", ("fr", "en"), [((4, 7), "CEO")]),
        ("The UN voted.", "On a voté.", ("en", "fr"), [((0, 6), "l'ONU")]),
        ("AIDS kills.", "Les aides tuent.", ("en", "fr"), [((0, 4), "le sida")]),
        ("AIDS kills.", "Le sida tue.", ("en", "fr"), []),
        ("AIDS kills.", "Hilfe tötet.", ("en", "de"), []),
    ],
)
def test_what_was_lost(source: str, target: str, languages: tuple[str, str], wanted: list[object]) -> None:
    assert lost_acronyms(source, target, languages) == wanted


@pytest.mark.parametrize("text", ["UN-Habitat", "the UN 1 and BBC NEWS", "READ THE UN", "reUN", "un"])
def test_what_is_part_of_something_else(text: str) -> None:
    assert acronyms_in(text, "en") == []


def test_an_acronym_is_found_with_its_plural() -> None:
    assert [(start, end, one.french) for start, end, one in acronyms_in("NGOs and GDP", "en")] == [
        (0, 4, "ONG"),
        (9, 12, "PIB"),
    ]
    assert [one.english for _, _, one in acronyms_in("l'ONU, d’ADN et le sida", "fr")] == ["UN", "DNA", "AIDS"]


def test_the_list_is_whole() -> None:
    listed = all_acronyms()
    assert len(listed) >= 60
    assert len({one.english for one in listed}) == len({one.french for one in listed}) == len(listed)
    for one in listed:
        assert one.gender in ("m", "f")
        assert one.determiner in ("the", "a", "an", "")
        if one.countable:
            begins = "aeiou" if one.english.islower() else "AEFHILMNORSX"
            assert (one.determiner == "an") == (one.english[0] in begins), one


@given(st.sampled_from([one for one in all_acronyms() if one.english.isupper()]))
def test_what_is_right_stays(acronym: Acronym) -> None:
    for text in (
        f"Il parle {acronym.the}{acronym.french} et de {acronym.the}{acronym.french}".replace("de le ", "du "),
        f"{acronym.the[0].upper()}{acronym.the[1:]}{acronym.french} agit.",
    ):
        assert Edited(text, determiner_edits(text, "fr")).text == text
    determiner = f"{acronym.determiner} " if acronym.determiner else ""
    for text in (f"He saw {determiner}{acronym.english}.", f"It comes from {determiner}{acronym.english}, too."):
        assert Edited(text, determiner_edits(text, "en")).text == text


def test_a_damaged_list_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "acronyms").mkdir()
    (tmp_path / "acronyms" / "acronyms.tsv").write_text("the UN\tl'ONU\n", encoding="utf-8")
    monkeypatch.setattr(acronyms, "shipped_folder", lambda _name: tmp_path)
    acronyms._acronyms.cache_clear()
    try:
        with pytest.raises(TranslatorError, match="install translator anew"):
            all_acronyms()
    finally:
        acronyms._acronyms.cache_clear()
