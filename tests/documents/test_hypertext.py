"""HTML: tags, attributes, comments, scripts and code stay."""

from __future__ import annotations

import html
import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.documents.hypertext import parse_html

PAGE = """<!DOCTYPE html>
<html lang="fr"><head><title>Le chat</title><style>p{a:b}</style><script>var a="Bonjour <b>";</script></head>
<body class=x><!-- une note --><h1>Bonjour &amp; bienvenue</h1>
<p>Le <b>chat
   noir</b> mange <code>x &lt; 1</code> cet &eacute;t&eacute; <br/> puis <span translate="no">Rien ici</span>
   et <img src="a.png" alt="dessin"> fin.</p>
<ul><li>un<li>deux</ul><pre>ne pas</pre><div class="notranslate"><p>Non</p></div><textarea>pas &lt;</textarea>
<table><tr><td>chien</td></tr></table><p>1 &lt; 2 &amp; <a href="?a=1&amp;b=2">oui</a></p></body></html>
"""


def shape(page: str) -> list[tuple[str, dict[str, str]]]:
    return [(str(element.tag), dict(element.attrib)) for element in lxml.html.document_fromstring(page).iter()]


def shouted(page: str) -> str:
    return parse_html(page).translate(lambda texts, _items: [text.upper() for text in texts])


def test_tags_stay_and_prose_is_translated() -> None:
    out = shouted(PAGE)
    assert shape(out) == shape(PAGE)
    assert re.findall(r"<[^<>]*>", out) == re.findall(r"<[^<>]*>", PAGE)
    for kept in ("Bonjour <b>", "x &lt; 1", "Rien ici", "ne pas", "<p>Non</p>", "une note", "pas &lt;", "?a=1&amp;b=2"):
        assert kept in out
    for said in (
        "LE CHAT<",
        "BONJOUR &amp; BIENVENUE",
        "<b>CHAT\n   NOIR</b>",
        "ÉTÉ",
        "<li>UN<li>DEUX",
        ">OUI</a>",
        ">CHIEN<",
    ):
        assert said in out


def test_a_page_that_is_not_changed_says_the_same() -> None:
    same = parse_html(PAGE).translate(lambda texts, _: texts)
    assert html.unescape(same) == html.unescape(PAGE)


def test_what_the_translation_says_is_escaped() -> None:
    out = parse_html("<p>Bonjour <b>toi</b></p>").translate(lambda texts, _: ["a < b & " + text for text in texts])
    assert out == "<p>a &lt; b &amp; Bonjour <b>toi</b></p>"


def test_characters_for_private_use_move_no_markup() -> None:
    for character in "\ue000\ue001\ue002\uf8ff":
        page = f"<p>Il {character} <b>pleut</b> fort {character}.</p>"
        assert parse_html(page).translate(lambda texts, _: texts) == page


@pytest.mark.parametrize(
    "page", ["", "<", "<p", "a<", "</", "<!", "<!--", "<script>", "<p>&", "<p><b>x</p></b>", "<![CDATA[x", "\x00"]
)
def test_scraps(page: str) -> None:
    assert html.unescape(parse_html(page).translate(lambda texts, _: texts)) == html.unescape(page)


@given(
    st.lists(
        st.sampled_from(
            [
                *"ab <>/&;!-\n\"'=",
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "<code>",
                "</code>",
                "&eacute;",
                "<br>",
                "<script>",
                "</script>",
            ]
        )
    )
)
def test_tags_of_any_soup_stay(parts: list[str]) -> None:
    soup = "".join(parts)
    same = parse_html(soup).translate(lambda texts, _: texts)
    assert html.unescape(html.unescape(same)) == html.unescape(html.unescape(soup))


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>au 3<sup>e</sup> étage</p>", ["au 3e étage"]),
        ("<p>le XIX<sup>e</sup> siècle, M<sup>me</sup> Curie</p>", ["le XIXe siècle, Mme Curie"]),
        ("<p>the 1<sup>st</sup></p>", ["the 1st"]),
    ],
)
def test_a_raised_ending_is_part_of_its_word(page: str, texts: list[str]) -> None:
    seen: list[str] = []

    def translate(given: list[str], _items: object) -> list[str]:
        seen.extend(given)
        return given

    assert parse_html(page).translate(translate) == f"<p>{html.escape(texts[0])}</p>"
    assert seen == texts


@pytest.mark.parametrize(
    "page",
    [
        "<p>x<sup>2</sup> et</p>",
        "<p>un <sup>e</sup></p>",
        "<p>a<sup>r</sup> et x<sup>e</sup></p>",
        "<p>a<sup class='note'>e <b>f</b></sup></p>",
    ],
)
def test_other_raised_text_keeps_its_tags(page: str) -> None:
    assert shape(shouted(page)) == shape(page)
