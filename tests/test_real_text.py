"""Real text through the shipped model: what must arrive arrives, and documents keep their shape."""

from __future__ import annotations

import re
from collections.abc import Callable

import lxml.html
import pytest
import srt
import webvtt
from markdown_it import MarkdownIt

from tests.benchmarks.splitting import FILE, MARK, paragraphs
from tests.benchmarks.stress import intact
from tests.stress.make import FILE as STRESS
from tests.stress.make import lines, read
from translator import Translator
from translator.documents.document import Document
from translator.documents.hypertext import parse_html
from translator.documents.markdown import parse_markdown
from translator.documents.subtitles import parse_subtitles
from translator.text.sentences import split_sentences

VILLAGE = FILE.read_text(encoding="utf-8").replace(MARK, " ")


@pytest.fixture(scope="module")
def french() -> Translator:
    return Translator.load("fr-en-lstm")


def test_the_stress_file_is_what_its_script_writes() -> None:
    assert lines() == read()
    assert len(read()) == 500
    assert STRESS.name == "items.tsv"


def test_items_arrive_intact_and_once(french: Translator) -> None:
    # Every third line here, to save time; python -m tests.benchmarks.stress reads all 500.
    chosen = read()[::3]
    translations = french.translate_many([line[0] for line in chosen], beam=1)
    wanted = [(line[0], one.text, item) for line, one in zip(chosen, translations, strict=True) for item in line[1:]]
    lost = [one for one in wanted if not intact(*one)]
    assert len(lost) <= 0.01 * len(wanted), lost


def test_the_village_is_told_apart_sentence_by_sentence() -> None:
    assert sum(map(len, paragraphs())) >= 300
    for sentences in paragraphs():
        text = " ".join(sentences)
        assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_paragraphs_and_blank_lines_come_out_as_they_went_in(french: Translator) -> None:
    translation = french.translate(VILLAGE, beam=1)
    assert [bool(line) for line in translation.text.split("\n")] == [
        bool(line) for line in VILLAGE.rstrip("\n").split("\n")
    ]
    bullets = re.compile(r"^(?:[-–•]|\d\.|[a-c]\)) ", re.MULTILINE)
    assert bullets.findall(translation.text) == bullets.findall(VILLAGE)
    # Every sentence has attention of its own, and wrote something.
    spans = [VILLAGE[slice(*sentence.source)] for sentence in translation.sentences]
    written = [translation.text[slice(*sentence.target)] for sentence in translation.sentences]
    assert "".join("".join(spans).split()) == "".join(VILLAGE.split())
    assert all(text.strip() for text in written)


def as_markdown() -> str:
    return (
        re.sub(r"^(Chapitre .*)$", r"## \1", VILLAGE, flags=re.MULTILINE)
        .replace(" chat ", " *chat* ")
        .replace(" frère ", " **frère** ")
    )


def as_html() -> str:
    parts = [f"<p>{line}</p>" if line else "<hr>" for line in VILLAGE.split("\n")]
    return f"<!DOCTYPE html>\n<html><body>{''.join(parts)}</body></html>\n".replace("« ", "« <i>").replace(
        " »", "</i> »"
    )


def as_subtitles(numbered: bool) -> str:
    cues = [sentence for sentences in paragraphs() for sentence in sentences]
    mark = "," if numbered else "."
    return ("" if numbered else "WEBVTT\n\n") + "\n".join(
        f"{number + 1}\n{clock}{mark}000 --> {clock}{mark}900\n{cue}\n"
        for number, cue in enumerate(cues)
        for clock in [f"00:{number // 60:02}:{number % 60:02}"]
    )


def shape_of_markdown(source: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(source)
    return [child.type for token in tokens for child in (token, *(token.children or ())) if child.type != "text"]


def shape_of_html(source: str) -> list[str]:
    return [str(element.tag) for element in lxml.html.document_fromstring(source).iter()]


def shape_of_subrip(source: str) -> list[tuple[object, ...]]:
    return [(cue.index, cue.start, cue.end, bool(cue.content)) for cue in srt.parse(source)]


def shape_of_webvtt(source: str) -> list[tuple[object, ...]]:
    return [(cue.identifier, cue.start, cue.end, bool(cue.text)) for cue in webvtt.from_string(source)]


@pytest.mark.parametrize(
    ("source", "parse", "shape"),
    [
        pytest.param(as_markdown(), parse_markdown, shape_of_markdown, id="Markdown"),
        pytest.param(as_html(), parse_html, shape_of_html, id="HTML"),
        pytest.param(as_subtitles(True), parse_subtitles, shape_of_subrip, id="SubRip"),
        pytest.param(as_subtitles(False), parse_subtitles, shape_of_webvtt, id="WebVTT"),
    ],
)
def test_documents_have_the_same_shape_when_parsed_again(
    french: Translator, source: str, parse: Callable[[str], Document], shape: Callable[[str], list[object]]
) -> None:
    out = parse(source).translate(
        lambda texts, items: [one.text for one in french.translate_marked(texts, items, wrapped=True, beam=1)]
    )
    assert shape(out) == shape(source)
    assert out.count("\n") == source.count("\n")
    assert "The cat" in out.replace("*", "")
    assert "Le chat" not in out
