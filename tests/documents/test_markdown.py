"""Markdown: everything but prose stays, and the structure is the same when parsed again."""

from __future__ import annotations

import re
import time

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
        st.sampled_from(
            [*"ab *_`[]()<>#|->~\\\n1.!&$^:{}%", "--", "$$\n", "\n\n", "[x](y)", "é", "**", "| a | b |\n|--|--|\n"]
        ),
        max_size=40,
    )
)
def test_what_is_not_changed_stays(parts: list[str]) -> None:
    source = "".join(parts)
    same = parse_markdown(source).translate(lambda texts, _: texts)
    if not re.search(r"\[", source):  # a short reference gets its address's name, which is a change
        assert same == source


@pytest.mark.parametrize(
    "kept",
    [
        "$E = mc^2$",
        "$$a_1 + b$$",
        "$abc$",
        "\\(x^2\\)",
        "\\[ a = b \\]",
        "x^2^",
        "H~2~O",
        "H~2~SO~4~",
        "{{ page.title }}",
        '{{< ref "x.md" >}}',
        "{% include x %}",
        ":smile:",
        ":+1:",
        "`a|b`",
    ],
)
def test_formulas_templates_and_emoji_are_kept(kept: str) -> None:
    document = parse_markdown(f"Il y a {kept} ici.\n")
    assert document.slices[0].text == "Il y a \ue000 ici."
    assert document.translate(lambda texts, _: [text.upper() for text in texts]) == f"IL Y A {kept} ICI.\n"


@pytest.mark.parametrize(
    "prose",
    [
        "Cela coûte $5 et $10 ici.",
        "Entre $20 et 30$ par mois.",
        "Ni 5$ ni$ 10.",
        "De 10:30:15 à midi.",
        "Voir \\[ce mot\\] et \\(cela\\).",
        "Environ ~5 ou ~6 fois.",
        "Note:ceci:cela.",
    ],
)
def test_sums_of_money_and_plain_brackets_are_no_formulas(prose: str) -> None:
    letters = "".join(filter(str.isalpha, prose))
    assert "".join(filter(str.isalpha, parse_markdown(prose).prose)) == letters


@pytest.mark.parametrize(
    ("prose", "text"), [("au 3^e^ étage", "au 3e étage"), ("le mot^1^ dit", "le mot\ue000 dit"), ("un ^e^", "un ^e^")]
)
def test_raised_endings_and_notes(prose: str, text: str) -> None:
    assert parse_markdown(prose).slices[0].text == text


@pytest.mark.parametrize(
    "block",
    [
        "$$\nE = \\text{du texte}\n$$",
        "$$ E = \\text{du texte} $$",
        "\\[\na = \\text{mot}\n\\]",
        "::: warning Attention",
        '{{< figure src="x.png" title="Un chat" >}}',
        "{% include un.html titre='Un chat' %}",
    ],
)
def test_blocks_of_extensions_are_kept(block: str) -> None:
    source = f"Il dort\n{block}\nIl rit\n"
    assert shouted(source) == f"IL DORT\n{block}\nIL RIT\n"
    assert [part.text for part in parse_markdown(source).slices] == ["Il dort", "Il rit"]
    quoted = "".join(f"> {line}\n" for line in source.splitlines())
    assert shouted(quoted) == quoted.replace("Il dort", "IL DORT").replace("Il rit", "IL RIT")


def test_what_a_box_holds_is_translated() -> None:
    assert shouted(":::warning\nNe pas *toucher*.\n:::\n") == ":::warning\nNE PAS *TOUCHER*.\n:::\n"


def test_bars_in_a_cell() -> None:
    table = "| Nom | Code |\n|---|---|\n| le chat | `a|b` |\n| le chien | avec `a\\|b` et \\| ici |\n"
    out = "| NOM | CODE |\n|---|---|\n| LE CHAT | `a|b` |\n| LE CHIEN | AVEC `a\\|b` ET \\| ICI |\n"
    assert shouted(table) == out


@pytest.mark.parametrize("dash", ["--", "---"])
def test_dashes_stay_as_they_were_typed(dash: str) -> None:
    source = f"Il attend {dash} longtemps {dash} ici{dash}oui.\nIl dort {dash}\nici — là.\n"
    document = parse_markdown(source)
    assert document.slices[0].text == "Il attend — longtemps — ici — oui.\nIl dort —\nici — là."
    assert document.translate(lambda texts, _: texts) == source
    fewer = document.translate(lambda texts, _: ["Il attend — ici.\nIl\ndort."])
    assert fewer == f"Il attend {dash} ici.\nIl\ndort.\n"


def test_code_over_lines_in_a_quotation_is_kept() -> None:
    source = "> Voir `code \n>  ou` et $a +\n> b$ ici\n> ou la.\n"
    document = parse_markdown(source)
    assert document.slices[0].text == "Voir \ue000 et \ue001 ici\nou la."
    assert document.translate(lambda texts, _: texts) == source


def test_references_and_images_side_by_side() -> None:
    source = '[un][1]![image](a.png "titre")[deux][2] ![autre](b.png) fin\n\n[1]: http://a.b\n[2]: http://c.d\n'
    assert shouted(source) == source.replace("un]", "UN]").replace("deux", "DEUX").replace("fin", "FIN")


def test_marks_of_quotations_stay() -> None:
    source = "> un\n>> deux\n>> `trois\n>> quatre` cinq\n> suite\n> > > six\n"
    assert shouted(source) == "> UN\n>> DEUX\n>> `trois\n>> quatre` CINQ\n> SUITE\n> > > SIX\n"


@pytest.mark.parametrize(
    "unit",
    [
        "$a",
        "$",
        "$$\n",
        "\\(",
        "\\[\n",
        "\\[a",
        "a^2",
        "a~2~",
        "{{a",
        "{%",
        "{% % ",
        ":a",
        ":",
        "`a",
        "a`|``",
        ":::\n",
        "-- ",
    ],
)
def test_many_beginnings_take_no_time(unit: str) -> None:
    source = f"mot {unit * (8000 // len(unit))}"
    start = time.process_time()
    assert parse_markdown(source).translate(lambda texts, _: texts) == source
    assert time.process_time() - start < 3
