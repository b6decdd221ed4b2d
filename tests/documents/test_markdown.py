"""Markdown: everything but prose stays, and the structure is the same when parsed again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from translator.documents.formats import parse
from translator.documents.markdown import parse_markdown

TEXT = """\
---
title: Un titre
---
# Le **chat** noir #

Bonjour *mon ami*, voir [le site](http://a.fr "T") et [réf] ou <http://b.fr> puis
une suite de ligne avec `code x` et ![img](x.png) \\* fin.\x20\x20
Ligne **forte *et* faible**.

> Une citation
> sur deux lignes.

- un élément
  qui continue
  1. deux

| Nom | Ville |
|:---|---|
| chat | Lyon |

```py
x = "Bonjour"
```

    du code

<div>
<p>Bonjour <b>toi</b></p>
</div>

Titre
=====

Texte[^1] ~~barré~~ <span>dans</span> la ligne<br>fin.

[^1]: Une note ici.

[réf]: http://c.fr
"""


def shape(source: str) -> list[str]:
    """Kinds of all tokens in order, with addresses and code."""
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source):
        found.append(token.type)
        for child in token.children or ():
            if child.type not in ("text", "softbreak"):
                found.append(f"{child.type} {child.attrs.get('href') or child.attrs.get('src') or ''}")
            if child.type == "code_inline":
                found.append(child.content)
        if token.type in ("fence", "code_block"):
            found.append(token.content)
    return found


def shouted(source: str) -> str:
    """The document with every word of its prose in capitals."""
    return parse_markdown(source).translate(lambda texts, _items: [text.upper() for text in texts])


def test_a_document_that_is_not_changed_is_the_same() -> None:
    assert parse_markdown(TEXT).translate(lambda texts, _: texts) == TEXT.replace("[réf] ou", "[réf][réf] ou")


def test_prose_is_translated_and_nothing_else() -> None:
    out = shouted(TEXT)
    assert shape(out) == shape(TEXT)
    for kept in (
        "title: Un titre",
        "`code x`",
        'x = "Bonjour"',
        "    du code",
        "[réf]: http://c.fr",
        "x.png",
        "|:---|---|",
    ):
        assert kept in out
    for said in (
        "LE **CHAT** NOIR",
        "*MON AMI*",
        "[LE SITE](http://a.fr",
        "[RÉF][réf]",
        "> SUR DEUX LIGNES",
        "<b>TOI</b>",
    ):
        assert said in out
    assert out.count("\n") == TEXT.count("\n")


def test_windows_line_ends_stay() -> None:
    source = "# Un titre\r\n\r\nUne ligne\r\net une autre.\r\n"
    assert parse_markdown(source).translate(lambda texts, _: texts) == source


@pytest.mark.parametrize("kind", ["NOTE", "Warning"])
def test_alerts_stay(kind: str) -> None:
    source = f"> [!{kind}]\n> Il *dort*\n> ici.\n"
    document = parse_markdown(source)
    assert document.translate(lambda texts, _: [text.upper() for text in texts]) == (
        f"> [!{kind}]\n> IL *DORT*\n> ICI.\n"
    )
    assert [item.kind for item in document.slices[0].items][:1] == ["cut"]
    assert parse_markdown("[!NOTE]\n").slices[0].text == "[!NOTE]"


@pytest.mark.parametrize("mark", ["---", "+++"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("byte_order_mark", ["", "\ufeff"])
def test_front_matter_stays(mark: str, line_end: str, byte_order_mark: str) -> None:
    lines = [mark, "title: Un titre", "", "tags: chat", mark, "", "# Un *chat*", "", "Il dort.", ""]
    source = byte_order_mark + line_end.join(lines)
    out = parse(source, ".md").translate(lambda texts, _: [text.upper() for text in texts])
    assert out == source.replace("# Un *chat*", "# UN *CHAT*").replace("Il dort", "IL DORT")


@pytest.mark.parametrize("source", ["", "\n", "```\n", "| a |", "[", "<", "---\n", "[a]: b", "\x00", "a\n\n\x0b\n"])
def test_scraps(source: str) -> None:
    assert parse_markdown(source).translate(lambda texts, _: texts) == source


@given(
    st.lists(
        st.sampled_from([*"ab *_`[]()<>#|->~\\\n1.!&", "\n\n", "[x](y)", "é", "**", "| a | b |\n|--|--|\n"]),
        max_size=40,
    )
)
def test_what_is_not_changed_stays(parts: list[str]) -> None:
    source = "".join(parts)
    same = parse_markdown(source).translate(lambda texts, _: texts)
    if not re.search(r"\[", source):  # a short reference gets its address's name, which is a change
        assert same == source
