"""What is left out or shortened on a telephone: what is read for it, and what stays as it is."""

from pathlib import Path

import pytest

from translator import Translator, TranslatorError
from translator.text.edits import Edited, outside
from translator.text.repair.shorthand import shorthand_readings
from translator.text.vocabulary import lists, shorthand


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
        ("Un litre de vin et 5 l environ, dont 2 dl à part", "fr"),
        ("M et Mme Dupont sont absents.", "fr"),
        ("Choisissez entre les options a, b, c et d.", "fr"),
        ("Soient m et n deux entiers : si n est pair, m est grand.", "fr"),
        ("400\u00a0m environ", "fr"),
        ("M ou F, C et D", "fr"),
        ("Le code en c est rapide, la ligne d est en retard.", "fr"),
        ("a-t-il faim ? a t il soif ? viendront t ils demain ?", "fr"),
        ("Il reprit sa marche. Sa marche est lente.", "fr"),
        ("Philippe Lamour et Madame Lévêque sont partis.", "fr"),
        ("Amartya Sen a reçu un prix, Jen aussi.", "fr"),
        ("Un paiement par cb, au pk 12", "fr"),
        ("Il vit sur les quais ce qui se passait.", "fr"),
        ("Ya Touré joue.", "fr"),
        ("Les %s ont perdu.", "fr"),
        ("Dunes, tas, mes, sens, quelle", "fr"),
        ("Its colour is a u in red; he lets me ill.", "en"),
        ("where r is the radius", "en"),
        ("Let u and v be vectors.", "en"),
        ("for u in range(10)", "en"),
        ("How R works", "en"),
        ("Let s be a set.", "en"),
        ("I M Pei and Jony Ive", "en"),
        ("people in Imo state, the city of Ur", "en"),
        ("as was his wont", "en"),
        ("a cant hook", "en"),
        ("Set r to u + 1.", "en"),
        ("Im Chaem leads the NP.", "en"),
        ("np.array and fichier.ds, im@example.org", "en"),
        ("jai faim", "de"),
        ("", "en"),
    ],
)
def test_what_may_be_meant_as_it_stands_stays(text: str, language: str) -> None:
    assert read(text, language) == text


def test_who_types_apostrophes_means_what_stands_there() -> None:
    assert read("It's what u dont see.", "en") == "It's what you dont see."
    assert read("L'essai dure, cest long, bcp trop", "fr") == "L'essai dure, cest long, beaucoup trop"
    assert list(shorthand_readings("cest", "fr", bare=False)) == []


def test_acronyms_in_capitals_are_none() -> None:
    assert list(shorthand_readings("au pk douze", "fr", shouted=True)) == []
    assert Edited("im fine", shorthand_readings("im fine", "en", shouted=True)).text == "I'm fine"


def test_a_long_word_takes_no_time() -> None:
    """It took seconds, as long as the square of its length."""
    assert list(shorthand_readings("a" * 100_000 + "/", "fr")) == []


def test_the_table_shows_what_was_typed() -> None:
    said = Translator.load("fr-en-lstm").translate("jai faim")
    assert said.text in ("I'm hungry", "I'm hungry.", "I am hungry", "I am hungry.")
    assert said.source == "jai faim"
    shown = {said.source_words[int(row.argmax())].text for row in said.attention}
    assert "faim" in shown
    assert shown <= {"jai", "faim"}


def test_a_damaged_list_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "shorthand").mkdir()
    (tmp_path / "shorthand" / "french.tsv").write_text("bcp\n")
    monkeypatch.setattr(lists, "shipped_folder", lambda _: tmp_path)
    shorthand._read.cache_clear()
    try:
        with pytest.raises(TranslatorError, match="install translator anew"):
            read("bcp", "fr")
    finally:
        shorthand._read.cache_clear()
