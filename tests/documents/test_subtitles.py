"""Subtitles: numbers, timings, settings and notes stay, and every cue says something."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from translator.documents.formats import open_document, parse, refuse_another_format
from translator.documents.subtitles import parse_subtitles
from translator.errors import TranslatorError

SUBRIP = """\
1
00:00:01,000 --> 00:00:02,500
Bonjour <i>mon ami</i>,

2
00:00:03,000 --> 00:00:04,000
{\\an8}comment vas-tu
ce soir ?

3
00:00:05,000 --> 00:00:06,000
- Bien.
- Moi aussi.

4
00:00:07,000 --> 00:00:08,000

5
00:00:09,000 --> 00:00:10,000
Fin
"""
WEBVTT = """\
WEBVTT - Un titre

STYLE
::cue { color: red }

NOTE Une note

a1
00:01.000 --> 00:02.000 align:start line:0
<v Marie>Bonjour &amp; merci.

NOTE
Encore une note

00:03.000 --> 00:04.000
Fin <b>ici</b>.
"""


def shouted(source: str) -> str:
    return parse_subtitles(source).translate(lambda texts, _items: [text.upper() for text in texts])


@pytest.mark.parametrize("source", [SUBRIP, WEBVTT, SUBRIP.replace("\n", "\r\n"), "\ufeff" + SUBRIP])
def test_subtitles_that_are_not_changed_are_the_same(source: str) -> None:
    assert parse_subtitles(source).translate(lambda texts, _: texts) == source


def test_subrip_keeps_its_timing() -> None:
    before, after = list(srt.parse(SUBRIP)), list(srt.parse(shouted(SUBRIP)))
    assert [(one.index, one.start, one.end) for one in after] == [(one.index, one.start, one.end) for one in before]
    assert [one.content for one in after] == [
        "BONJOUR <i>MON AMI</i>,",
        "{\\an8}COMMENT VAS-TU\nCE SOIR ?",
        "- BIEN.\n- MOI AUSSI.",
        "",
        "FIN",
    ]


def test_webvtt_keeps_its_timing_settings_styles_and_notes() -> None:
    out = shouted(WEBVTT)
    before, after = webvtt.from_string(WEBVTT), webvtt.from_string(out)
    assert [(c.start, c.end, c.identifier) for c in after] == [(c.start, c.end, c.identifier) for c in before]
    assert [c.raw_text for c in after] == ["<v Marie>BONJOUR &amp; MERCI.", "FIN <b>ICI</b>."]
    for kept in ("WEBVTT - Un titre", "::cue { color: red }", "NOTE Une note", "Encore une note", "align:start line:0"):
        assert kept in out


def test_a_sentence_over_two_cues_is_translated_as_one() -> None:
    texts = [part.text for part in parse_subtitles(SUBRIP).slices]
    assert texts[0].count("\n") == 2
    assert len(texts) == 4


def test_subrip_has_no_entities() -> None:
    source = "1\n00:00:01,000 --> 00:00:02,000\nAT&T depuis 2 < 3 ans & plus\n"
    assert shouted(source) == source.upper()


@pytest.mark.parametrize("content", ["", "WEBVTT\n\nNOTE Rien\n", "1\n0:01 -> 0:02\nBonjour\n"])
def test_a_file_without_cues_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "vide.srt"
    path.write_text(content)
    with pytest.raises(TranslatorError, match="holds no cues"):
        open_document(path)


def test_a_file_with_cues_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "film.srt"
    path.write_text(SUBRIP)
    assert len(open_document(path).slices) == 4


@given(
    st.lists(
        st.sampled_from(
            [*"ab1:,.\n\r<>/& ", "\n\n", "00:00:01,000 --> 00:00:02,000\n", "NOTE\n", "<i>", "</i>", "{\\an8}"]
        )
    )
)
def test_whatever_is_not_changed_stays(parts: list[str]) -> None:
    source = "".join(parts)
    assert parse_subtitles(source).translate(lambda texts, _: texts) == source
    source = f"WEBVTT\n\n{source}"
    same = parse_subtitles(source).translate(lambda texts, _: texts)
    assert same.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == source.replace("&amp;", "&")


@pytest.mark.parametrize(
    ("suffix", "before"), [(".md", ""), (".html", "<p>"), (".srt", "1\n00:00:01,000 --> 00:00:02,000\n")]
)
def test_a_long_run_of_spaces_takes_no_time(suffix: str, before: str) -> None:
    source = f"{before}Bonjour{' ' * 60_000}toi"
    start = time.process_time()
    assert parse(source, suffix).translate(lambda texts, _: texts) == source
    assert time.process_time() - start < 1


def cue(said: str) -> str:
    return f"1\n00:00:01,000 --> 00:00:02,000\n{said}\n"


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        ("(door slams)\n[music playing]", ["(door slams)", "[music playing]"]),
        ("(sighs) I am tired\n(laughs)", ["(sighs) I am tired", "(laughs)"]),
        ("- Who is\n  there?\n- it is me", ["- Who is\n there?", "- it is me"]),
        ("Who is it?\n  - It is me", ["Who is it?", "- It is me"]),
        ("He waited\n- a long time -", ["He waited\n- a long time -"]),
        ("(door\nslams)", ["(door\nslams)"]),
    ],
)
def test_speakers_and_sounds_are_units(said: str, texts: list[str]) -> None:
    document = parse_subtitles(cue(said))
    assert [part.text for part in document.slices] == [text.replace("\n ", "\n") for text in texts]
    assert document.translate(lambda given, _: given) == cue(said)


def test_tags_round_two_speakers_stay() -> None:
    assert shouted(cue("<i>- Oui.\n- Non.</i>")) == cue("<i>- OUI.\n- NON.</i>")


@pytest.mark.parametrize(
    ("said", "translation", "written"),
    [
        ("♪ I love you ♪", "♪ Je t'aime. ♪", "♪ Je t'aime ♪"),
        ("<i>♪ I love you</i>", "\ue000♪ Je t'aime.\ue001", "<i>♪ Je t'aime</i>"),
        ("♪ I love you. ♪", "♪ Je t'aime. ♪", "♪ Je t'aime. ♪"),
        ("I love you", "Je t'aime.", "Je t'aime."),
        ("MARIE: <i>for you.</i>", "MARIE : \ue000pour toi\ue001.", "MARIE : <i>pour toi.</i>"),
        ("MARIE: <i>you</i>.", "MARIE : \ue000toi\ue001.", "MARIE : <i>toi</i>."),
        ("So, <i>you!</i>", "Alors, \ue000toi\ue001\u202f!", "Alors, <i>toi\u202f!</i>"),
    ],
)
def test_final_marks_follow_the_source(said: str, translation: str, written: str) -> None:
    assert parse_subtitles(cue(said)).translate(lambda _given, _items: [translation]) == cue(written)


@pytest.mark.parametrize("unit", ["- a.\n", "(a)\n", "(", "[a\n", "♪.", "♪ . ", "<i>a.</i>"])
def test_many_units_take_no_time(unit: str) -> None:
    source = cue(unit * 4000)
    start = time.process_time()
    parse_subtitles(source).translate(lambda texts, _: texts)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("source", "output", "refused"),
    [
        ("d.md", "d.html", "d.md is Markdown and stays so; d.html would be HTML: name it *.md"),
        ("d.srt", "d.VTT", "WebVTT"),
        ("d.md", "d.markdown", None),
        ("d.html", "d.txt", None),
        ("d.md", None, None),
        ("d.txt", "d.md", None),
    ],
)
def test_a_document_is_not_written_as_another_format(source: str, output: str | None, refused: str | None) -> None:
    target = Path(output) if output else None
    if refused is None:
        refuse_another_format(Path(source), target)
        return
    with pytest.raises(TranslatorError, match=re.escape(refused)):
        refuse_another_format(Path(source), target)
