"""Names as the source spells them: what is put right, and what is right as it is."""

from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_own_data import maker_of
from tests.text.looking import edits_of
from translator import Translator
from translator.arrays import read_arrays
from translator.errors import TranslatorError
from translator.shipped import shipped_folder
from translator.text.edits import Edit, Edited, Span
from translator.text.repair import names
from translator.text.repair.names import lost_names, name_edits
from translator.text.vocabulary import known


def edits(source: str, target: str, language: str, looks: dict[int, int] | None = None) -> list[Edit]:
    """Of the target; see `edits_of`."""
    return edits_of(name_edits, source, target, language, looks)


def spelt(source: str, target: str, language: str, looks: dict[int, int] | None = None) -> str:
    """The target put right."""
    return Edited(target, edits(source, target, language, looks)).text


@pytest.mark.parametrize(
    ("source", "target", "language", "wanted"),
    [
        ("Il habite Quimperlé.", "He lives Quimpered.", "en", "He lives Quimperlé."),
        ("Voici Madame Lefèvre.", "Here's Mrs Lefevre.", "en", "Here's Mrs Lefèvre."),
        ("Appelle Monsieur Thistlewood", "Call Mr Ttlewood", "en", "Call Mr Thistlewood"),
        ("Call Priyanka Venkataraman", "Appelle Priya Venkatarama", "fr", "Appelle Priya Venkataraman"),
        ("Voici Houellebecq.", "Here's Houellebec'q's.", "en", "Here's Houellebecq's."),
        ("Voici chez Conforama.", "Here's at Conforamas.", "en", "Here's at Conforama."),
        ("Voici Yannick Le Goff.", "Here's Yannick the Goff.", "en", "Here's Yannick Le Goff."),
        ("Voici Monsieur Le Goff.", "Here's Mr. Goff.", "en", "Here's Mr. Le Goff."),
        ("Voici Madame Le Guennec.", "Here's Madame the Guenecc.", "en", "Here's Madame Le Guennec."),
        ("Voici Monsieur Le Pen.", "Here's Mr. Pen.", "en", "Here's Mr. Le Pen."),
        ("Voici M. Le Goff.", "Here's Mr. Le Goff.", "en", "Here's Mr. Le Goff."),
    ],
)
def test_a_misspelt_name_is_put_right(source: str, target: str, language: str, wanted: str) -> None:
    assert spelt(source, target, language) == wanted


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Il aime Édimbourg.", "He likes Edinburgh.", "en"),  # another name here
        ("Il aime Québec.", "He likes Quebec.", "en"),
        ("Devant le Parlement", "Before the Parliament", "en"),  # words
        ("The wise Superintendent", "Le sage Surintendant", "fr"),
        ("Ce sont des Bosniens.", "They are some Bosnians.", "en"),  # an ending that is translated
        ("Chez les Dubreuil", "At the Dubreuils", "en"),  # a plural
        ("Devant Le Louvre", "Before the Louvre", "fr"),  # an article in another language than English
        ("Pour Le Monde", "For the Monde", "en"),  # a word
        ("Il habite Quimperlé.", "He lives Quimperlé.", "en"),  # as it should be
        ("Il habite Quimperlé.", "He lives elsewhere.", "en"),
        ("Il aime Villeurbanne.", "He likes Krzyszkow.", "en"),  # nothing like it
        ("Il habite Quimperlé.", "Er wohnt Quimpered.", "de"),  # whose words nobody knows here
    ],
)
def test_what_is_right_stays(source: str, target: str, language: str) -> None:
    assert spelt(source, target, language) == target


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Voici Yannick Le Goff.", ["Le Goff"]),
        ("Elle habite à La Rochelle, puis Le Havre.", ["La Rochelle", "Le Havre"]),
        ("Mes voisins, les Le Roux, sont là.", ["Le Roux"]),
        ("Je cherche Madame Le Goff.", []),  # the network should see that a title stands before a name
        ("Le Goff est là. Le Monde aussi.", []),  # nobody can tell
        ("Il va à La Havane et à La Mecque.", []),  # which English calls otherwise
        ("Dans Le Monde d'hier", []),
    ],
)
def test_names_that_begin_with_an_article(text: str, kept: list[str]) -> None:
    assert [text[start:end] for start, end in names.names_with_article(text)] == kept


def test_it_must_have_been_looked_at() -> None:
    assert spelt("Il habite Quimperlé.", "He lives Quimpered.", "en", {2: 0}) == "He lives Quimpered."


@pytest.mark.parametrize(
    ("source", "target", "looks", "wanted"),
    [
        ("Kazuo Ishiguro wrote", "Kazuo Ishiguro Ishiguigro a écrit", {2: 1, 3: 2}, "Kazuo Ishiguro a écrit"),
        ("Avec Houellebecq ici", "With Houellebec, Houellebeq here", {2: 1, 3: 2}, "With Houellebecq here"),
        ("Il a vu Villarreal", "He saw Villarreal Villarreal", {2: 3, 3: 3}, "He saw Villarreal"),
        ("Viens, Séraphine, Séraphine", "Come, Séraphine, Séraphine", {}, "Come, Séraphine, Séraphine"),
    ],
)
def test_no_name_comes_twice_running(source: str, target: str, looks: dict[int, int], wanted: str) -> None:
    assert spelt(source, target, "fr" if "wrote" in source else "en", looks) == wanted


def test_two_names_each_take_their_own() -> None:
    source, target = "Thistlewood ou Loughborough", "Louborough or Ttlewood"
    assert spelt(source, target, "en", {0: 2, 2: 0}) == "Loughborough or Thistlewood"


def lost(source: str, target: str, looks: dict[int, int] | None = None, languages: str = "fr en") -> list[str]:
    """The names that a translation lost."""
    found: list[list[tuple[int, int]]] = []

    def look(source: str, source_spans: list[Span], target: str, target_spans: list[Span], *rest: Any) -> list[Edit]:
        pair = cast(tuple[str, str], tuple(languages.split()))
        found.append(lost_names(source, (0, len(source)), source_spans, target, target_spans, rest[0], pair))
        return []

    edits_of(look, source, target, languages.split()[1], looks)
    return [source[start:end] for start, end in found[0]]


@pytest.mark.parametrize(
    ("source", "target", "names"),
    [
        ("Elle connaît Saoirse depuis hier.", "She knows -resser since yesterday.", ["Saoirse"]),
        ("Il a vu Ahmet Davutoglu.", "He saw the ulululu.", ["Ahmet Davutoglu"]),
        ("Ahmet Davutoglu est là.", "Turc Oglu is there.", ["Ahmet Davutoglu"]),
        ("Demain Davutoglu viendra.", "Turc Oglu is coming.", ["Davutoglu"]),
        ("Je vis à Chicago.", "I live in Boston.", ["Chicago"]),
        ("Elle connaît Saoirse et Bjarne.", "She knows Bjarne and it.", ["Saoirse"]),
    ],
)
def test_names_that_a_translation_lost(source: str, target: str, names: list[str]) -> None:
    assert lost(source, target) == names


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il a vu Marie.", "He has seen Mary."),
        ("Voici Thomas", "Here's Tom"),
        ("Il a vu les Tchécoslovaques.", "He has seen the Czechoslovaks."),
        ("Elle connaît Saoirse.", "She knows Saoirse."),
        ("Zorglubons ensemble", "Let's together"),  # a sentence's first word, which may be any
        ("Nous vivons en Allemagne.", "We live in Germany."),
        ("elle vit", "she lives"),
        ("", ""),
    ],
)
def test_names_that_are_there_or_translated(source: str, target: str) -> None:
    assert lost(source, target) == []


def test_names_of_languages_that_nobody_knows_here() -> None:
    assert lost("Ella vio a Saoirse.", "She saw it today.", languages="es en") == []


def test_a_lost_name_is_kept_in_the_end() -> None:
    translator = Translator.load("fr-en-lstm")
    for name in ("Saoirse", "Ahmet Davutoglu", "Yann Le Guen"):
        translation = translator.translate(f"Elle vit au Havre avec {name}.")
        assert translation.text == f"She lives in Le Havre with {name}."


LIKE_NAMES = st.lists(st.sampled_from(["Le", "Goff", "the", "Goffe,", "Quimperlé", "Quimpere'd's", "Mr."])).map(
    " ".join
)


@given(LIKE_NAMES, LIKE_NAMES, st.sampled_from(["en", "fr"]))
def test_whatever_was_written_edits_stand_apart(source: str, target: str, language: str) -> None:
    found = edits(source, target, language)
    assert all(0 <= one.start < one.end <= len(target) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_list_of_words_is_what_the_folder_makes() -> None:
    made = maker_of("vocabulary")["list_words"]()
    kept = read_arrays(shipped_folder("data") / "vocabulary" / "words.npz", dict.fromkeys(made, ("u", 1)))
    assert {name: array.tolist() for name, array in made.items()} == {name: kept[name].tolist() for name in kept}
    assert len(kept["known"]) > 60_000


def test_a_damaged_list_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "words.npz").write_bytes(b"PK no archive")
    monkeypatch.setattr(known, "shipped_folder", lambda _: tmp_path)
    known._words.cache_clear()
    known.is_known_word.cache_clear()
    try:
        with pytest.raises(TranslatorError, match=r"words\.npz; install translator anew"):
            spelt("Il habite Quimperlé.", "He lives Quimpered.", "en")
    finally:
        known._words.cache_clear()
