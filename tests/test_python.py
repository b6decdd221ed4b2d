"""The Python face: what README promises, and what a notebook shows."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

import translator as face
from translator import AlignedPair, Aligner, Translation, Translator, TranslatorError
from translator.decoding.alignment import SentenceAttention
from translator.decoding.translator import WINDOW

README = Path(__file__).resolve().parent.parent / "README.md"


@pytest.fixture(scope="module")
def loaded(untrained_folder: Path) -> Translator:
    return Translator.load(untrained_folder, threads=2)


def test_everything_that_is_offered_is_there() -> None:
    assert {name for name in face.__all__ if getattr(face, name)} == set(face.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = face.nothing


def test_a_batch_is_what_its_texts_are_alone(loaded: Translator) -> None:
    texts = ["Il pleut.", "", "Je mange une pomme. Il fait froid."]
    alone = [loaded.translate(text).text for text in texts]
    assert [one.text for one in loaded.translate_many(texts)] == alone
    assert [one.text for one in loaded.stream(texts)] == alone


def test_a_stream_reads_only_a_little_ahead(loaded: Translator) -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "Oui"

    stream = loaded.stream(endless(), beam=1)
    for count in range(1, 2 * WINDOW):
        next(stream)
        assert read <= count + 3 * WINDOW
    stream.close()  # type: ignore[attr-defined]


def test_a_context_ends_its_threads(untrained_folder: Path) -> None:
    def searching() -> int:
        return sum(thread.name.startswith("search") for thread in threading.enumerate())

    before = searching()
    with Translator.load(untrained_folder, threads=2) as translator:
        translator.translate_many(["Il pleut."] * 5, batch_size=1)
        assert searching() > before
    assert searching() == before
    translator.close()
    assert len(translator.translate_many(["Il pleut."] * 5, batch_size=1)) == 5
    translator.close()


def test_given_pairs_are_aligned(untrained_folder: Path) -> None:
    (pair,) = Aligner.load(untrained_folder, workers=1).align([("Il pleut.", "It rains.")])
    assert isinstance(pair, AlignedPair)
    assert pair.attention.shape == (len(pair.target_words), len(pair.source_words))
    assert "<table" in pair._repr_html_()
    with pytest.raises(TranslatorError, match="did you mean fr-en-lstm"):
        Aligner.load("fr-en-lstn")


class Reader(HTMLParser):
    """Checks that tags are balanced and collects them, their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def made(source: str, text: str, weights: list[list[float]], language: str = "fr") -> Translation:
    """A translation with a piece a word."""

    def spans(of: str) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(r"\S+", of)]

    attention = np.array(weights, dtype=np.float32)
    sentence = SentenceAttention((0, len(source)), (0, len(text)), spans(source), spans(text), attention)
    return Translation(source, text, -0.1, language, "en", "made", (sentence,))


def test_a_notebook_shows_texts_words_and_weights() -> None:
    page = Reader(made("Il pleut", "It rains", [[0.9, 0.1, 0.0], [0.2, 0.8, 0.0]])._repr_html_())
    assert page.text.startswith("Il pleutIt rains")
    assert "It→ Il 0.90" in page.text
    assert "rains→ pleut 0.80" in page.text
    colours = {attributes["style"] for tag, attributes in page.seen if tag == "bdi" and attributes["style"]}
    assert len(colours) > 1


HOSTILE = (
    "<script>alert(1)</script> <img/src=x/onerror=alert(1)>",
    '"><svg/onload=alert(1)> &lt;b&gt; \' " onmouseover=alert(1)',
    "\u202eeltit\u202c \x1b]0;owned\x07 </div></div></table>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    count = len(text.split())
    translation = made(text, text, np.full((count, count + 1), 1 / (count + 1)).tolist(), 'fr" onload="x')
    page = Reader(translation._repr_html_())
    assert {tag for tag, _ in page.seen} <= {"div", "table", "tr", "td", "bdi", "span", "i", "s"}
    assert {name for _, attributes in page.seen for name in attributes} <= {"style", "dir", "lang", "colspan"}
    assert "\u202e" not in page.text
    assert "\x1b" not in page.text
    assert text.split()[0].strip("\u202e\u202c") in page.text


def test_colours_read_on_light_and_dark_grounds() -> None:
    from translator.show.palette import WEB_HUES, WEB_QUIET

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in (*WEB_HUES, WEB_QUIET):
        light = luminance(colour)
        assert 1.05 / (light + 0.05) >= 4
        assert (light + 0.05) / 0.05 >= 4


def test_a_long_text_makes_no_endless_page() -> None:
    words = " ".join(f"mot{i}" for i in range(2000))
    page = made(words, words, np.eye(2000, 2001, dtype=np.float32).tolist())._repr_html_()
    assert len(page) < 400_000
    assert "1,800 more words" in page


def test_an_empty_translation_shows_nothing_much(loaded: Translator) -> None:
    assert "<table" not in loaded.translate("")._repr_html_()


def test_the_readme_s_python_runs_as_written(tmp_path: Path) -> None:
    section = README.read_text(encoding="utf-8").partition("## From Python")[2].partition("\n## ")[0]
    code = "\n".join(re.findall(r"```python\n(.*?)```", section, re.DOTALL))
    (tmp_path / "lettre.txt").write_text("Il pleut.\nIl fait froid.\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "I am a student." in done.stdout
    assert "torch" not in code
