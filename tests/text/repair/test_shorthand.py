"""What is left out or shortened on a telephone: what is read for it, and what stays as it is."""

from pathlib import Path

import pytest

from translator import Translator, TranslatorError
from translator.text.edits import Edited, outside
from translator.text.repair.shorthand import shorthand_readings
from translator.text.vocabulary import shorthand


def read(typed: str, language: str) -> str:
    return Edited(typed, outside(shorthand_readings(typed, language), ())).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jai faim", "j'ai faim"),
        ("Jai faim", "J'ai faim"),
        ("lhomme est la", "l'homme est la"),
        ("jetais malade, cetait lete", "j'étais malade, c'était l'été"),
        ("cétait bien", "c'était bien"),
        ("cest quoi", "c'est quoi"),
        ("c est vrai, s il te plait", "c'est vrai, s'il te plait"),
        ("aujourd hui", "aujourd'hui"),
        ("quest ce que tu fais", "qu'est-ce que tu fais"),
        ("qu'est ce qui se passe ?", "qu'est-ce qui se passe ?"),
        ("Qu est ce que c est ?", "Qu'est-ce que c'est ?"),
        ("sa va ?", "ça va ?"),
        ("il ya du monde, ya personne", "il y a du monde, il y a personne"),
        ("slt, j'ai bcp de travail mtn", "salut, j'ai beaucoup de travail maintenant"),
    ],
)
def test_french_is_read_in_full(typed: str, meant: str) -> None:
    assert read(typed, "fr") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("im fine, thx", "I'm fine, thanks"),
        ("Im tired and Im cold", "I'm tired and I'm cold"),
        ("dont worry, it wasnt u", "don't worry, it wasn't u"),
        ("how r u", "how are you"),
        ("U r late, r u ok?", "You are late, are you ok?"),
        ("i luv u", "i love you"),
        ("c u tmrw", "see you tomorrow"),
        ("I m here, it s ok, we ll see, i don t know", "I'm here, it's ok, we'll see, i don't know"),
        ("Lets go!", "Let's go!"),
    ],
)
def test_english_is_read_in_full(typed: str, meant: str) -> None:
    assert read(typed, "en") == meant


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sa maison est grande.", "fr"),
        ("laura joue aux lego avec david", "fr"),
        ("Il divorça et se maria.", "fr"),
        ("Un litre d'eau et 5 l au total, dont 2 dl à part", "fr"),
        ("Le langage C est ancien.", "fr"),
        ("Dunes, tas, mes, sens, quelle", "fr"),
        ("a-t-il faim ? a t il soif ?", "fr"),
        ("Les %s ont perdu.", "fr"),
        ("Its colour is a u in red; he lets me ill.", "en"),
        ('It\'s what u dont see: "wont"', "en"),
        ("Im Chaem leads the NP.", "en"),
        ("np.array and fichier.ds, im@example.org", "en"),
        ("Set r to u + 1.", "en"),
        ("jai faim", "de"),
        ("", "en"),
    ],
)
def test_what_may_be_meant_as_it_stands_stays(text: str, language: str) -> None:
    assert read(text, language) in (text, text.replace("what u dont", "what you dont"))


def test_the_table_shows_what_was_typed() -> None:
    said = Translator.load("fr-en-lstm").translate("jai faim")
    assert said.text.lower() in ("i'm hungry", "i'm hungry.", "i am hungry", "i am hungry.")
    assert said.source == "jai faim"
    assert [word.text for word in said.source_words] == ["jai", "faim"]


def test_a_damaged_list_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "shorthand").mkdir()
    (tmp_path / "shorthand" / "french.tsv").write_text("bcp")
    monkeypatch.setattr(shorthand, "shipped_folder", lambda _: tmp_path)
    shorthand._read.cache_clear()
    try:
        with pytest.raises(TranslatorError, match="install translator anew"):
            read("bcp", "fr")
    finally:
        shorthand._read.cache_clear()
