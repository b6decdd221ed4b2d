"""The attention figure as a web page: one file that needs nothing else, light or dark as the reader's browser is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from translator.decoding.alignment import Aligned
from translator.show.palette import weight_text
from translator.text.words import Word

STRONG = 0.55  # a weight from which the figure is written in the ground's colour


def attention_page(aligned: Aligned) -> str:
    """The page; pointing at a word or a cell shows its weights."""
    template = Template(files("translator.show").joinpath("plot_page.html").read_text(encoding="utf-8"))
    links = set(aligned.alignment)
    unseen = set(aligned.passed_over)
    headings = "".join(
        f'<th><div><span data-s="{index}" tabindex="0"{_mark(index in unseen)}>{escape(word.text)}</span></div></th>'
        for index, word in enumerate(aligned.source_words)
    )
    rows = "\n".join(
        f'<tr><th data-t="{target}" tabindex="0">{escape(word.text)}</th>'
        + "".join(_cell(source, target, float(w), (source, target) in links) for source, w in enumerate(weights))
        + "</tr>"
        for target, (word, weights) in enumerate(zip(aligned.target_words, aligned.attention, strict=True))
    )
    longest = max((len(word.text) for word in aligned.source_words), default=0)
    return template.substitute(
        head=round(1.5 + 0.5 * longest, 1),
        language=getattr(aligned, "target_language", ""),
        title=escape(aligned.source),
        source=_marked_up(aligned.source, aligned.source_words, "s", unseen),
        target=_marked_up(aligned.text, aligned.target_words, "t", set()),
        headings=headings,
        rows=rows,
    )


def _cell(source: int, target: int, weight: float, linked: bool) -> str:
    classes = " ".join(name for name, holds in (("link", linked), ("strong", weight >= STRONG)) if holds)
    shown = weight_text(weight) if weight >= 0.01 else ""
    return (
        f'<td data-s="{source}" data-t="{target}" data-w="{weight:.2f}" class="{classes}" '
        f'style="background: rgba(var(--accent), {weight:.3f})">{shown}</td>'
    )


def _marked_up(text: str, words: Sequence[Word], side: str, unseen: set[int]) -> str:
    """The text as it was given, its words in elements of their own."""
    out, place = [], 0
    for index, word in enumerate(words):
        out.append(escape(text[place : word.start]))
        out.append(f'<span data-{side}="{index}"{_mark(index in unseen)}>{escape(text[word.start : word.end])}</span>')
        place = word.end
    return "".join(out) + escape(text[place:])


def _mark(unseen: bool) -> str:
    return ' class="unseen"' if unseen else ""
