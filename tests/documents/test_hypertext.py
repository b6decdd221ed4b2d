"""HTML: tags, attributes, comments, scripts and code stay."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.documents.formats import open_document, parse
from translator.documents.hypertext import parse_html
from translator.errors import TranslatorError

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
                "<sub>",
                "</sub>",
                "<sup>1</sup>",
                "<a>",
                "</a>",
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
        "<p>mot<sup>long texte</sup> et</p>",
        "<p>un <sup>e</sup></p>",
        "<p>a<sup>r</sup> et x<sup>e</sup></p>",
        "<p>a<sup class='note'>e <b>f</b></sup></p>",
    ],
)
def test_other_raised_text_keeps_its_tags(page: str) -> None:
    assert shape(shouted(page)) == shape(page)


@pytest.mark.parametrize(
    "formula",
    [
        "H<sub>2</sub>O",
        "CO<sub>2</sub>",
        "x<sub>i</sub>",
        "E=mc<sup>2</sup>",
        "H<sub>2</sub>SO<sub>4</sub>",
        "10<sup>&minus;3</sup>",
        "x<sub>i</sub><sup>2</sup>",
        "25 km<sup>2</sup>",
        "&alpha;<sub>n</sub>",
        "<sup>14</sup>",
    ],
)
def test_a_formula_is_kept_as_a_whole(formula: str) -> None:
    if formula.startswith("<"):  # glued to nothing
        assert parse_html(f"<p>un {formula} ici</p>").slices[0].text.count("14") == 1
        return
    document = parse_html(f"<p>avec {formula} ici, et {formula}.</p>")
    assert document.slices[0].text == "avec \ue000 ici, et \ue001."
    assert [item.kind for item in document.slices[0].items] == ["hold", "hold"]
    assert document.translate(lambda texts, _: [text.upper() for text in texts]) == (
        f"<p>AVEC {formula} ICI, ET {formula}.</p>"
    )


@pytest.mark.parametrize("note", ["<sup>1</sup>", '<sup><a href="#a">[1]</a></sup>', '<a href="#a"><sup>b</sup></a>'])
def test_the_mark_of_a_note_stays_by_its_word(note: str) -> None:
    after_word = parse_html(f"<p>le mot{note} est dit</p>").slices[0]
    assert (after_word.text, after_word.items[0].kind) == ("le mot\ue000 est dit", "close")
    after_sentence = parse_html(f"<p>Il dort.{note} Il rit.</p>").slices[0]
    assert (after_sentence.text, after_sentence.items[0].kind) == ("Il dort.\ue000 Il rit.", "cut")


@pytest.mark.parametrize("unit", ["x<sub>1</sub>", "<sup>", "mot<sup>1</sup>", "<a><sup>", "x=", "&amp;"])
def test_many_indices_take_no_time(unit: str) -> None:
    page = f"<p>a {unit * 3000}</p>"
    start = time.process_time()
    parse_html(page)
    assert time.process_time() - start < 2


DECLARATIONS = [
    '<meta charset="iso-8859-1">',
    "<META CHARSET=windows-1252 />",
    '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-15">',
]


@pytest.mark.parametrize("declaration", DECLARATIONS)
@pytest.mark.parametrize("codec", ["latin-1", "utf-8"])
def test_a_page_in_another_charset_is_read_and_becomes_utf_8(tmp_path: Path, declaration: str, codec: str) -> None:
    page = f"<html><head>{declaration}<!-- {declaration} --></head><body><p>Un été</p></body></html>"
    path = tmp_path / "page.html"
    path.write_bytes(page.encode(codec))
    out = open_document(path).translate(lambda texts, _: texts)
    changed = re.sub("iso-8859-15?|windows-1252", "utf-8", declaration, flags=re.IGNORECASE)
    assert out == page.replace(declaration, changed, 1)


def test_the_charset_of_xml_becomes_utf_8() -> None:
    page = '<?xml version="1.0" encoding="iso-8859-1"?><html><p>Un</p></html>'
    assert parse_html(page).translate(lambda texts, _: texts) == page.replace("iso-8859-1", "utf-8")


@pytest.mark.parametrize(
    "tag", ['<meta name="description" content="what charset=latin1 means">', '<meta charset="UTF-8">', "<meta charset>"]
)
def test_other_metadata_stay(tag: str) -> None:
    assert parse_html(f"{tag}<p>Un</p>").translate(lambda texts, _: texts) == f"{tag}<p>Un</p>"


@pytest.mark.parametrize("declaration", ["", '<meta charset="x-none">', '<meta charset="base64">'])
def test_a_page_in_an_unknown_charset_is_refused(tmp_path: Path, declaration: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f"{declaration}<p>Un été</p>".encode("latin-1"))
    with pytest.raises(TranslatorError, match="not UTF-8"):
        open_document(path)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_page_names_the_language_it_is_in(mark: str) -> None:
    page = f'{mark}<html lang="en-GB" xml:lang=en data-lang="en"><p lang="en"><a hreflang="en">One</a></p></html>'
    document = parse(page, ".html")
    assert document.translate(lambda texts, _: texts) == page
    assert document.translate(lambda texts, _: texts, "fr") == (
        f'{mark}<html lang="fr" xml:lang=fr data-lang="en"><p lang="en"><a hreflang="en">One</a></p></html>'
    )


def test_a_final_mark_stays_inside_its_tags() -> None:
    document = parse_html("<p>Voir <b>le <i>chat.</i></b></p>")
    assert document.translate(lambda texts, _: [texts[0].replace(".\ue002\ue003", "\ue002\ue003.")]) == (
        "<p>Voir <b>le <i>chat.</i></b></p>"
    )
