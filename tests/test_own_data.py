"""The corpora that `data/*/make.py` make: as they are written there, in good French, and dev apart from train."""

from __future__ import annotations

import re
import runpy
import unicodedata
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[1] / "data"
AGREEMENT, NAMES = (runpy.run_path(str(DATA / name / "make.py")) for name in ("agreement", "names"))

CORPORA = DATA.parents[1] / "shared" / "corpora"
TRAINED_ON = ("everyday", "words", "phrases", "names", "agreement")


def pairs(folder: str, name: str) -> list[tuple[str, str]]:
    sides = ((DATA / folder / f"{name}.{side}").read_text(encoding="utf-8").split("\n")[:-1] for side in ("fr", "en"))
    return list(zip(*sides, strict=True))


def test_files_are_what_their_makers_make() -> None:
    """Not edited by hand, and not made by another version."""
    assert pairs("names", "train") == NAMES["make"]()
    assert pairs("agreement", "train") == AGREEMENT["make"](AGREEMENT["PAIRS"], held_out=False)
    assert pairs("agreement", "dev") == AGREEMENT["make"](AGREEMENT["DEV"], held_out=True)


def test_what_dev_asks_train_does_not_tell() -> None:
    assert not set(pairs("agreement", "dev")) & set(pairs("agreement", "train"))
    maker = AGREEMENT["Maker"](1, held_out=False)
    apple = next(noun for noun in maker.nouns if noun.one == "pomme")
    fitting = [each for each in maker.adjectives if "food" in each.kinds]
    held = [each for each in fitting if refuses(maker, apple, each)]
    assert 0 < len(held) < len(fitting)
    other = AGREEMENT["Maker"](1, held_out=True)
    assert [each for each in fitting if not refuses(other, apple, each)] == held


@pytest.mark.skipif(not CORPORA.is_dir(), reason="needs ../shared/corpora")
def test_nothing_of_ours_is_in_what_the_models_are_measured_by() -> None:
    """As the corpora were purged: either side, sentences of two words and more, case, accents and punctuation apart."""
    measured = {
        (side, folded(line)): f"{path.parent.name}/{path.name}"
        for side in ("fr", "en")
        for path in CORPORA.glob(f"*/*.{side}")
        for line in path.read_text(encoding="utf-8").split("\n")
    }
    assert len(measured) > 20_000
    for folder in TRAINED_ON:
        for pair in pairs(folder, "train"):
            for side, text in zip(("fr", "en"), pair, strict=True):
                where = measured.get((side, folded(text)))
                assert where is None or len(folded(text).split()) < 2, (folder, text, where)


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(each for each in plain if not unicodedata.combining(each))))


def refuses(maker: object, noun: object, adjective: object) -> bool:
    try:
        maker.kept(noun, adjective)  # type: ignore[attr-defined]
    except AGREEMENT["HeldOutError"]:
        return True
    return False


@pytest.mark.parametrize(
    ("noun", "adjective", "one", "more"),
    [
        ("arbre", "vieux", "vieil arbre", "vieux arbres"),
        ("maison", "beau", "belle maison", "belles maisons"),
        ("oiseau", "gris", "oiseau gris", "oiseaux gris"),
        ("hôtel", "nouveau", "nouvel hôtel", "nouveaux hôtels"),
        ("souris", "blanc", "souris blanche", "souris blanches"),
        ("cheval", "gros", "gros cheval", "gros chevaux"),
    ],
)
def test_adjectives_agree_and_stand_in_their_place(noun: str, adjective: str, one: str, more: str) -> None:
    maker = AGREEMENT["Maker"](1, held_out=False)
    thing = next(each for each in maker.nouns if each.one == noun)
    word = next(each for each in maker.adjectives if each.masculine == adjective)
    assert maker.with_adjective(thing, word) == one
    assert maker.with_adjective(thing, word, more=True) == more


@pytest.mark.parametrize(
    ("noun", "the", "of_the", "this", "mine"),
    [
        ("clé", "la clé", "de la clé", "cette", "ma"),
        ("train", "le train", "du train", "ce", "mon"),
        ("école", "l'école", "de l'école", "cette", "mon"),
        ("hôtel", "l'hôtel", "de l'hôtel", "cet", "mon"),
        ("œuf", "l'œuf", "de l'œuf", "cet", "mon"),
    ],
)
def test_articles_elide_and_contract(noun: str, the: str, of_the: str, this: str, mine: str) -> None:
    thing = next(each for each in AGREEMENT["read_nouns"]() if each.one == noun)
    assert AGREEMENT["the"](thing) == the
    assert AGREEMENT["of_the"](thing) == of_the
    assert AGREEMENT["this"](thing) == this
    assert AGREEMENT["my"]("m", thing) == (mine, "my")


def test_dates_times_and_names_are_written_as_each_language_does() -> None:
    written = dict(pairs("names", "train"))
    assert any(english.startswith("My birthday is the ") for english in written.values())
    for french, english in written.items():
        assert ".m.." not in english, english
        assert not any(wrong in french for wrong in ("à Le ", "de Le ", "de Omar", " 1 janvier")), french
    women = set(NAMES["WOMEN"])
    for french in (
        each for each in written if " est né" in each and each.split(" est né")[0] in NAMES["WOMEN"] + NAMES["MEN"]
    ):
        assert (" est née " in french) == (french.split(" est né")[0] in women), french
