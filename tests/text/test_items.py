"""Items: what must not be translated is found, whole, and nothing else is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stress.make import KINDS
from translator.text import items
from translator.text.items import find_items


def found(text: str) -> list[str]:
    return [text[item.start : item.end] for item in find_items(text)]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "markup"])
def test_every_item_of_the_stress_file_is_found(kind: str) -> None:
    for item in KINDS[kind][2]:
        assert found(f"Voici {item} pour vous.") == [item]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Voir https://a.fr/b, ou www.c.fr.", ["https://a.fr/b", "www.c.fr"]),
        ("Voir (http://a.fr/x_(y)) ici.", ["(http://a.fr/x_(y))"]),
        ("C'est à jean@b.fr.", ["jean@b.fr"]),
        ("Le chat et/ou le chien à 90 km/h", ["90 km/h"]),
        ("Il a 25 ans.", ["25"]),
        ("le 1er mai, la 2e fois, le XIXe siècle", ["1er", "2e"]),
        ("Qu'est-ce que c'est ? Aujourd'hui, peut-être...", []),
        ("M. Dupont dit : « Non ! »", []),
        ("A380 et COVID-19", ["A380", "COVID-19"]),
        ("50 % de remise", ["50 %"]),
        ("Il vit à Москва depuis 2010", ["Москва", "2010"]),
        ("d\ufffdj\ufffd vu", ["d\ufffdj\ufffd"]),
        ("x" * 60 + " fin", ["x" * 60]),
        ("a*b et _c_", ["_", "_"]),
        ("Pierre & Marie", ["&"]),
        ("La R&D d'AT&T, &amp; A&amp;B", ["R&D", "AT&T", "&amp;", "&amp;"]),
        ("© 2020 Acme, © Acme ©2019-2021.", ["© 2020", "©", "©2019-2021"]),
        ("Windows® et Linux™ ici", ["®", "™"]),
        ("x ≠ y et a ≤ b, voir § 3", ["≠", "≤", "§", "3"]),
        ("E = mc², CO₂, H₂O, 10⁶, √2 et ±5", ["mc²", "CO₂", "H₂O", "10⁶", "√2", "±5"]),
        ("5 m³ par m², 50m²", ["5 m³", "m²", "50m²"]),
        ("½ tasse, 1½ cups, 2 ⅓", ["½", "1½", "2 ⅓"]),
        ("US$10 or €3.5bn or $10.50/hour", ["US$10", "€3.5bn", "$10.50/hour"]),
        ("a 20-year-old man, B2-3, 3-D", ["20", "B2-3", "3-D"]),
        ("e.g. this, i.e. that, U.N.O., etc.", ["e.g.", "i.e.", "U.N.O.", "etc"]),
        ("etc. and p. ex. ici, av. J.-C.", ["etc.", "p. ex.", "av. J.-C"]),
        ("M. Dupont, J. Martin. A. Petit", []),
        ("n° 5, N°12, No. 6; no. I can't", ["n° 5", "N°12", "No. 6"]),
        ("Dvořák, Muñoz, Müller, Saül, maïs, Noël", ["Dvořák", "Muñoz", "Müller", "Saül"]),
        ("un\tdeux\t3", ["\t", "\t", "3"]),
        ("the 2nd and 21st, 3rds, 2nde", ["2nd", "21st", "2nde"]),
        ("Müller est là.", ["Müller"]),
        ("In 1954 J.R.R. Tolkien", ["1954", "J.R.R"]),
        ("Rock · Pop • Jazz, 5·3", ["·", "•", "5", "3"]),
        ("près d'Århus, l'O₂, qu'Åsa, O'Máille", ["Århus", "O₂", "Åsa", "O'Máille"]),
        ("Les étudiants¹ et x² à l'article¹²", ["¹", "x²", "¹²"]),
        ("Je vais á Paris.", []),
        ("The U.S. and the U.S.A., the a.m. shift, the U.S.S.R. is", ["U.S.S.R."]),
        ("An A.I.-based tool, J.-P. Sartre, use -v", ["A.I", "-v"]),
        ("5 Md€ ou 3 Mds€", ["5 Md€", "3 Mds€"]),
        ("No. 10 minutes more. No. 10 is", ["10", "No. 10"]),
        ("In the first century AD, the 2nd century BC", ["AD", "2nd"]),
    ],
)
def test_items(text: str, items: list[str]) -> None:
    assert found(text) == items


def test_tags_know_their_partners() -> None:
    opening, closing = find_items("un <b>chat</b> noir")
    assert (opening.kind, closing.kind) == ("open", "close")
    assert (opening.partner, closing.partner) == (closing.start, opening.start)
    assert [item.kind for item in find_items("la balise <b> seule")] == ["hold"]


def test_signs_are_no_pair() -> None:
    assert [(item.kind, item.partner) for item in find_items("Windows® et Office®")] == [("close", -1)] * 2


@given(st.text())
def test_items_are_in_order_and_apart(text: str) -> None:
    end = 0
    for item in find_items(text):
        assert end <= item.start < item.end <= len(text)
        end = item.end


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        "'",
        "<a ",
        "a/",
        "`",
        "{",
        "))",
        "a.",
        "1 ",
        "\u0301\u0327",
        "é\u0301",
        "@",
        "-a",
        "\ufffd",
        "a.b@",
        "é",
        "a&",
        "© ",
        "®",
        "à Le Goff ",
        "à Le Goff 12 ",
    ],
)
def test_long_text_takes_no_longer_than_it_is_long(unit: str) -> None:
    # Found by trying: runs of dots and of brackets took minutes. Twice the text may take four times as long, not more.
    def seconds(size: int) -> float:
        start = time.process_time()
        find_items((unit * size)[:size])
        return time.process_time() - start

    seconds(2000)
    assert seconds(40_000) < 2, "not linear"


PARTS = st.sampled_from([*"aBzé'’-,. !?:_1", "etc.", "xD", "century AD", "a.b", "p. ex.", "n" * 21, "--no", " "])


@given(st.lists(PARTS, max_size=12).map("".join))
def test_what_looks_plain_has_no_hint_of_an_item(text: str) -> None:
    assert not (items._is_plain(text) and items._HINT.search(text))


@pytest.mark.parametrize(
    "text", ["Use '-n file' to number lines.", "the ’-s ending", "Start it with '-verbose mode' on."]
)
def test_an_option_in_quotation_marks_is_found(text: str) -> None:
    assert len(found(text)) == 1
