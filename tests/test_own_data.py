"""The corpora that `data/*/make.py` make: as they are written there, in good French, and dev apart from train."""

from __future__ import annotations

import re
import runpy
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[1] / "data"


def maker_of(name: str, script: str = "make.py") -> dict[str, Any]:
    """What a folder's maker defines, run as its own folder's script."""
    path = str(DATA / name)
    sys.path.insert(0, path)
    try:
        return runpy.run_path(f"{path}/{script}")
    finally:
        sys.path.remove(path)


AGREEMENT, CONJUGATION, CLAUSES, NAMES, LEXICON, SITUATIONS, VOCABULARY, PHRASEBOOK, SHORTHAND, SPELLING = (
    maker_of(name)
    for name in (
        *("agreement", "conjugation", "clauses", "names", "lexicon", "situations", "vocabulary", "phrasebook"),
        *("shorthand", "spelling"),
    )
)
GRAMMAR = maker_of("clauses", "grammar.py")

CORPORA = DATA.parents[1] / "shared" / "corpora"
TRAINED_ON = (
    *("everyday", "words", "phrases", "names"),
    *("agreement", "conjugation", "clauses", "lexicon", "situations", "vocabulary"),
)
ALL_TRAINED_ON = (*((name, "train") for name in TRAINED_ON), ("phrasebook", "french"), ("phrasebook", "english"))


def pairs(folder: str, name: str) -> list[tuple[str, str]]:
    sides = ((DATA / folder / f"{name}.{side}").read_text(encoding="utf-8").split("\n")[:-1] for side in ("fr", "en"))
    return list(zip(*sides, strict=True))


def test_files_are_what_their_makers_make() -> None:
    """Not edited by hand, and not made by another version."""
    assert pairs("names", "train") == NAMES["make"]()
    for folder, maker in (("lexicon", LEXICON), ("situations", SITUATIONS), ("vocabulary", VOCABULARY)):
        assert (pairs(folder, "train"), pairs(folder, "dev")) == maker["make"]()
    for name, turn in (("french", 1), ("english", -1)):
        typed = PHRASEBOOK["variants"](PHRASEBOOK["read_list"](name))
        assert pairs("phrasebook", name) == [pair[::turn] for pair in typed]
    elided = (DATA / "shorthand" / "elided.tsv").read_text(encoding="utf-8")
    assert elided == "".join(f"{typed}\t{meant}\n" for typed, meant in SHORTHAND["make"]())
    for name, language in (("french", "fr"), ("english", "en")):
        counts = (DATA / "spelling" / f"{name}.tsv").read_text(encoding="utf-8")
        assert counts == "".join(f"{word}\t{count}\n" for word, count in SPELLING["make"](name, language))
    for folder, maker in (("agreement", AGREEMENT), ("conjugation", CONJUGATION), ("clauses", CLAUSES)):
        assert pairs(folder, "train") == maker["make"](maker["PAIRS"], held_out=False)
        assert pairs(folder, "dev") == maker["make"](maker["DEV"], held_out=True)


def test_what_dev_asks_train_does_not_tell() -> None:
    for folder in ("agreement", "conjugation", "clauses", "lexicon", "situations", "vocabulary"):
        assert not set(pairs(folder, "dev")) & set(pairs(folder, "train"))
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
    for folder, name in ALL_TRAINED_ON:
        for pair in pairs(folder, name):
            for side, text in zip(("fr", "en"), pair, strict=True):
                where = measured.get((side, folded(text)))
                assert where is None or len(folded(text).split()) < 2, (folder, text, where)


def test_samples_are_not_trained_on() -> None:
    for side, samples in zip(("fr", "en"), zip(*pairs("samples", "test"), strict=True), strict=True):
        learnt = {folded(pair[int(side == "en")]) for folder, name in ALL_TRAINED_ON for pair in pairs(folder, name)}
        assert not learnt & {folded(text) for text in samples}


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


@pytest.mark.parametrize(
    ("infinitive", "present", "imperfect", "future"),
    [
        ("arriver", "arrivons", "arrivions", "arriverons"),
        ("finir", "finissons", "finissions", "finirons"),
        ("vendre", "vendons", "vendions", "vendrons"),
        ("manger", "mangeons", "mangions", "mangerons"),
        ("commencer", "commençons", "commencions", "commencerons"),
        ("boire", "buvons", "buvions", "boirons"),
        ("être", "sommes", "étions", "serons"),
        ("aller", "allons", "allions", "irons"),
        ("voir", "voyons", "voyions", "verrons"),
    ],
)
def test_verbs_are_conjugated(infinitive: str, present: str, imperfect: str, future: str) -> None:
    verb = next(each for each in CONJUGATION["read_verbs"]() if each.infinitive == infinitive)
    assert (verb.present[3], verb.imperfect(3), verb.future + "ons") == (present, imperfect, future)
    assert len(verb.present) == 6


def test_participles_agree_after_etre_alone_and_negation_takes_the_article() -> None:
    verbs = {verb.infinitive: verb for verb in CONJUGATION["read_verbs"]()}
    assert verbs["partir"].agreed(5, feminine=True) == "parties"
    assert verbs["lever"].agreed(2, feminine=True) == "levée"
    assert verbs["asseoir"].agreed(5, feminine=False) == "assis"
    assert verbs["manger"].agreed(5, feminine=True) == "mangé"
    objects = {"du pain": "de pain", "de l'eau": "d'eau", "une pomme": "de pomme", "la porte": "la porte"}
    assert {thing: CONJUGATION["without"](thing) for thing in objects} == objects
    assert CONJUGATION["joined"]("je", "ne", "me", "habille", "pas") == "je ne m'habille pas"


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


def test_clauses_have_their_moods_and_pronouns_their_places() -> None:
    verbs = {verb.infinitive: verb for verb in CLAUSES["VERBS"].read_verbs()}
    subjunctive = {("partir", 0): "parte", ("venir", 5): "viennent", ("boire", 3): "buvions", ("être", 4): "soyez"}
    assert {(name, who): GRAMMAR["subjunctive"](verbs[name], who) for name, who in subjunctive} == subjunctive
    assert GRAMMAR["elided_pronoun"]("la", "ai") == ("l'ai", "")
    assert GRAMMAR["elided_pronoun"]("lui", "ai") == ("lui", "ai")
    assert (GRAMMAR["whether"]("ils partent"), GRAMMAR["whether"]("elle part")) == ("s'ils partent", "si elle part")
    for french, english in pairs("clauses", "train"):
        assert not re.search(r"(?<![-\w])(que|ne|me|te|se|le|de|je) [aeiouéèêœ]", french.replace("le un", "")), french
        assert not re.search(r"\b(?:de le|de les|à le|à les) ", french), french
        assert not re.search(r"[Ee]lles ", french) or "les " in french.lower(), french
        assert not re.match(r"(?:She|Marie|My sister|My mother) \w+ his ", english), english


def test_lexicon_is_written_as_french_is() -> None:
    assert {*LEXICON["LISTS"], "heads"} == {path.stem for path in (DATA / "lexicon").glob("*.tsv")}
    entries = LEXICON["read_entries"]()
    assert len(entries) > 9_000
    for entry in entries:
        for french in entry[::2]:
            assert not re.search(r"[^\s\d][?!;:]|«\S|\S»|[’“”\u00a0\u202f]", french), french
            assert french == " ".join(french.split())
        for text in entry[2:]:
            assert re.fullmatch(r'(?:« |")?[A-ZÀÇÉÊÈÎÔŒ0-9].*[.?!](?:"| »)?', text), text
    assert LEXICON["bare"]("l'arbre", "the tree") == ("arbre", "tree")
    assert LEXICON["bare"]("le Japon", "Japan") is None


def test_situations_are_written_as_french_is() -> None:
    lists = [name for kind in ("LISTS", "LATER", "KEPT_BACK") for name in SITUATIONS[kind]]
    assert sorted(lists) == sorted(path.stem for path in (DATA / "situations").glob("*.tsv"))
    every = SITUATIONS["read_pairs"](lists)
    assert len(every) > 40_000
    for french, english in every:
        assert not re.search(r"[^\s\d?!][?!;:](?!\S)|«\S|\S»|[’“”\u00a0\u202f]", french), french
        for text in (french, english):
            assert text == " ".join(text.split()), text
            assert re.search(r"\w", text), text
