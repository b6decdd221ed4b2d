"""What takes the place of a word that no language has, and what is left as it is."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_own_data import maker_of
from tests.text.looking import edits_of
from translator.errors import TranslatorError
from translator.shipped import shipped_folder
from translator.text.edits import Edit, Edited
from translator.text.repair.inventions import invention_edits
from translator.text.vocabulary import dictionary, lists
from translator.text.vocabulary.dictionary import meaning_of
from translator.text.vocabulary.inflection import may_be_form, plural
from translator.text.vocabulary.known import is_known_word


def edits(
    source: str, target: str, language: str, looks: dict[int, int] | None = None, share: float = 1.0
) -> list[Edit]:
    """Of the target; see `edits_of`."""
    return edits_of(invention_edits, source, target, language, looks, share)


def mended(source: str, target: str, language: str, share: float = 1.0) -> str:
    """The target without what it invented."""
    return Edited(target, edits(source, target, language, share=share)).text


@pytest.mark.parametrize(
    ("source", "target", "language", "wanted"),
    [
        ("une euphorie totale", "a euphouse total", "en", "a euphoria total"),
        ("Tom est ambidextre.", "Tom is ambidexty.", "en", "Tom is ambidextrous."),
        ("Agrafe !", "Aagraft!", "en", "Staple!"),
        ("deux petits poneys", "two small ponys", "en", "two small ponies"),
        ("il veut grommeler", "he to grumblify", "en", "he to grumble"),
        ("en grommelant", "while grommelling", "en", "while grommelling"),
        ("this faucet", "ce fauce", "fr", "ce robinet"),
        ("multicultural groups", "multulturals groupes", "fr", "multiculturels groupes"),
        ("A tourist", "Un tourrist", "fr", "Un touriste"),
        ("from Cornwall", "de Cornouwall", "fr", "de Cornouailles"),
    ],
)
def test_an_invented_word_gives_way_to_the_listed_one(source: str, target: str, language: str, wanted: str) -> None:
    assert mended(source, target, language) == wanted


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("une euphorie totale", "a total happiness", "en"),  # words
        ("ils discutées", "they discussed unhurriedly", "en"),  # a form of one
        ("le zorglub est", "the zorglubber is", "en"),  # whom nobody lists
        ("gros plan ici", "closeup plan here", "en"),  # a compound, which may be right
        ("en zorglubant ici", "while persifying here", "en"),
        ("le karaoké est", "the karaoké is", "en"),  # as the source has it
        ("la plus belle", "the niceest beautiful", "en"),  # from a word that carries no meaning alone
        ("avec Euphorie ici", "with Euphouse here", "en"),  # a name that is not listed
        ("euphorie @euphouse", "euphoria @euphouse", "en"),
        ("they cooperate", "ils coopèrerontent", "fr"),  # no infinitive in a conjugated verb's place
        ("cutting", "tailleant", "fr"),  # no noun in a participle's place
        ("western western", "western occidable", "en"),  # nothing twice
        ("une euphorie totale", "a euphouse total", "de"),
        ("", "", "en"),
    ],
)
def test_what_is_left(source: str, target: str, language: str) -> None:
    assert mended(source, target, language) == target


def test_it_takes_attention_to_know_where_a_word_comes_from() -> None:
    assert mended("une euphorie totale", "a euphouse total", "en", share=0.4) == "a euphouse total"


LIKE_WORDS = st.lists(st.sampled_from(["euphorie", "euphouse", "Tubin", "the", "occidenty", "à", "tub."])).map(" ".join)


@given(LIKE_WORDS, LIKE_WORDS, st.sampled_from(["en", "fr"]))
def test_whatever_was_written_edits_stand_apart(source: str, target: str, language: str) -> None:
    found = edits(source, target, language)
    assert all(0 <= one.start < one.end <= len(target) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        (
            "fr",
            "discutées photographiés amélioreront oublieriez lisiez trouveriez reverrais mangeions déplaçait peignent",
        ),
        ("fr", "adjacente divertissante optiquement empilée constitutive essaieront décevrez carnages"),
        ("en", "prescribes adepts effecting optimistically splendidly vapours shoveling embellishes triumphing"),
    ],
)
def test_forms_of_words_that_are_listed(language: str, forms: str) -> None:
    for form in forms.split():
        assert not is_known_word(form), f"{form}: listed by now, so it shows nothing here"
        assert may_be_form(form, language, is_known_word), form


@pytest.mark.parametrize(
    ("language", "inventions"),
    [
        ("fr", "compréhenser crousseurs volailleuses absolablement incontrendables exoticatique multultural tubin"),
        ("en", "permannce hatchefs administrous countrys niceest possiblely orgnised aircrafft nervosity readibility"),
    ],
)
def test_no_forms(language: str, inventions: str) -> None:
    assert [one for one in inventions.split() if may_be_form(one, language, is_known_word)] == []


def test_plurals() -> None:
    assert [plural(word, "fr") for word in ("cheval", "bateau", "jeu", "nez", "lit")] == [
        "chevaux",
        "bateaux",
        "jeux",
        "nez",
        "lits",
    ]
    assert [plural(word, "en") for word in ("pony", "day", "box", "church", "bed")] == [
        "ponies",
        "days",
        "boxes",
        "churches",
        "beds",
    ]


def test_meanings_come_in_the_number_that_is_asked_for() -> None:
    assert [meaning_of(word, "fr") for word in ("agrafe", "agrafes", "Agrafe", "zorglub")] == [
        "staple",
        "staples",
        "staple",
        "",
    ]
    assert [meaning_of(word, "en") for word in ("godsend", "godsends", "unscathed")] == [
        "aubaine",
        "aubaines",
        "indemne",
    ]


def test_the_lexicons_words_are_what_the_folder_makes() -> None:
    made = "".join(f"{french}\t{english}\n" for french, english in maker_of("lexicon")["heads"]())
    assert made == (shipped_folder("data") / "lexicon" / "heads.tsv").read_text(encoding="utf-8")


def test_a_damaged_dictionary_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "heads.tsv").write_text("one field\n", encoding="utf-8")
    monkeypatch.setattr(lists, "shipped_folder", lambda _: tmp_path)
    dictionary._listed.cache_clear()
    try:
        with pytest.raises(TranslatorError, match=r"heads\.tsv; install translator anew"):
            mended("une euphorie totale", "a euphouse total", "en")
    finally:
        dictionary._listed.cache_clear()
