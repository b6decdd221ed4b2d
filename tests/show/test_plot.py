"""The figure: PNG and SVG that open, a page that needs nothing else and shows every weight, clear errors."""

from __future__ import annotations

import builtins
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.show.test_alignment import STUDENT, make_translation
from translator.decoding.translation import Translation
from translator.errors import TranslatorError
from translator.show.plot import write_plot

EMPTY = Translation("", "", 0.0, "fr", "en", "test")


class Cells(HTMLParser):
    """Collects the weights of a page's cells by (source, target), and checks that tags nest."""

    def __init__(self) -> None:
        super().__init__()
        self.weights: dict[tuple[int, int], float] = {}
        self.linked: set[tuple[int, int]] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "td" and found.get("data-w"):
            place = int(found["data-s"] or ""), int(found["data-t"] or "")
            self.weights[place] = float(found["data-w"] or "")
            if "link" in (found.get("class") or "").split():
                self.linked.add(place)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("translation", [STUDENT, EMPTY])
def test_png_and_svg(tmp_path: Path, translation: Translation) -> None:
    pytest.importorskip("matplotlib")
    write_plot(translation, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    write_plot(translation, tmp_path / "a.svg")
    svg = ElementTree.parse(tmp_path / "a.svg")
    texts = {element.text.strip() for element in svg.iter("{http://www.w3.org/2000/svg}text") if element.text}
    assert {word.text for word in (*translation.source_words, *translation.target_words)} <= texts


@pytest.mark.filterwarnings("error")
def test_what_the_font_of_a_png_lacks_is_returned(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    translation = make_translation("Le 漢字 漢", "The 漢字")
    assert write_plot(translation, tmp_path / "a.png") == "漢字"
    assert write_plot(translation, tmp_path / "a.svg") == write_plot(translation, tmp_path / "a.html") == ""


def test_a_page_has_every_weight_and_asks_nothing_of_the_network(tmp_path: Path) -> None:
    write_plot(STUDENT, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    cells = Cells()
    cells.feed(page)
    assert len(cells.weights) == STUDENT.attention.size
    for (source, target), weight in cells.weights.items():
        assert weight == pytest.approx(STUDENT.attention[target, source], abs=0.006)
    assert cells.linked == set(STUDENT.alignment)
    assert not re.search(r"https?://|<link|<script src|<img", page)
    assert "prefers-color-scheme: dark" in page


def test_a_page_escapes_what_people_write(tmp_path: Path) -> None:
    nasty = make_translation('<script>alert(1)</script> & $x "y"', "</table> $HOME 'z'")
    write_plot(nasty, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    cells = Cells()
    cells.feed(page)
    assert '<script>alert(1)</script> & $x "y"' in cells.text


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TranslatorError, match=r"a.pdf ends in none of .png, .svg, .html"):
        write_plot(STUDENT, tmp_path / "a.pdf")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TranslatorError, match=r"cannot write .*nowhere"):
        write_plot(STUDENT, tmp_path / "nowhere" / "a.html")


def test_without_matplotlib_the_page_still_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: object, **options: object) -> object:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(TranslatorError, match=r"pip install 'translator\[plot\]'"):
        write_plot(STUDENT, tmp_path / "a.png")
    write_plot(STUDENT, tmp_path / "a.html")
    assert (tmp_path / "a.html").is_file()
