"""A report says the same on the terminal, as JSON, as Markdown and as a page."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from jsonschema import Draft202012Validator
from rich.console import Console

from tests.evaluation.test_scores import REFERENCES, hypotheses
from translator.evaluation.material import EvaluationSet, Material
from translator.evaluation.measuring import Measuring, Plan, Rarity, noisy_scores
from translator.evaluation.report import Report
from translator.evaluation.robustness import perturbed
from translator.evaluation.scores import ScoringOptions
from translator.evaluation.significance import Trials
from translator.evaluation.speed import Speed
from translator.evaluation.systems import Output, System
from translator.show.evaluation.as_json import SCHEMA, VERSION, report_json
from translator.show.evaluation.html import report_html
from translator.show.evaluation.markdown import escape, report_markdown
from translator.show.evaluation.terminal import report_on_terminal

HOSTILE = "</script><script>alert(1)</script> | *a* `b` [c]"
SOURCES = (*(f"phrase numéro {i}" for i in range(len(REFERENCES) - 1)), HOSTILE)


@pytest.fixture(scope="module")
def report() -> Report:
    """Two systems on two corpora, with everything that a report can hold."""
    half = 50
    material = Material(
        (
            EvaluationSet("talk", SOURCES[:half], (tuple(REFERENCES[:half]), tuple(REFERENCES[:half]))),
            EvaluationSet("news", SOURCES[half:], (tuple(REFERENCES[half:]),)),
        )
    )
    speed = Speed(2.0, 100, 900, 0.3, 200.5, 2, 5, 64, "onnx")
    first = [Output(line, ("numéro",), 3) for line in hypotheses(0)]
    systems = [System("lstm", tuple(first), speed, ("fr", "en")), System("old.txt", tuple(map(Output, hypotheses(2))))]
    plan = Plan(
        ScoringOptions(), Trials(50, 50), 50, Rarity(lambda word: word == "phrase", "Rare: phrase."), examples=2
    )
    noises = [perturbed(material.sources, "accents", 1)]
    robustness = noisy_scores(material, systems[:1], noises, [[hypotheses(1)]], plan.scoring)
    return Measuring(material, systems, plan).report(
        robustness, ["a note"], began=time.perf_counter() - 4, translating=2
    )


def on_terminal(report: Report, width: int, *, colour: bool = False) -> str:
    console = Console(width=width, highlight=False, force_terminal=colour, color_system="standard" if colour else None)
    with console.capture() as drawn:
        console.print(report_on_terminal(report))
    return drawn.get()


def test_the_schema_is_one_and_reports_follow_it(report: Report) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    found = json.loads(report_json(report))
    validator.validate(found)
    assert found["schema"] == VERSION == schema["properties"]["schema"]["const"]
    assert [part["name"] for part in found["sets"]] == ["talk", "news", "all"]
    assert not validator.is_valid({**found, "surprise": 1})
    assert not validator.is_valid({**found, "schema": 1})


def test_signatures_say_how_many_references_each_corpus_has(report: Report) -> None:
    signatures = [part.systems[0].scores[0].signature for part in report.sets]
    assert [signature.split("|")[0] for signature in signatures] == ["nrefs:2", "nrefs:1", "nrefs:var"]


@pytest.mark.parametrize("width", [60, 80, 200])
def test_nothing_is_cropped_on_a_terminal(report: Report, width: int) -> None:
    text = on_terminal(report, width)
    assert "…" not in text
    assert max(len(line) for line in text.splitlines()) <= width
    together = re.sub(r"\s+", "", text)
    for comparison in report.whole.comparisons:
        assert re.sub(r"\s+", "", comparison.sentence) in together
    for score in report.whole.systems[0].scores:
        assert score.signature in together
        assert f"{score.value:.2f}" in text


def test_marks_are_there_without_colour(report: Report) -> None:
    assert "[" in on_terminal(replace(report, sets=report.sets[-1:]), 80)
    assert "\x1b[" in on_terminal(report, 80, colour=True)


def test_markdown_tables_are_even_and_text_is_escaped(report: Report) -> None:
    text = report_markdown(report)
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(widths) == 1
    assert escape(HOSTILE) in report_markdown(replace(report, worst=(report.examples[-1],)))
    assert "BLEU" in text


class Page(HTMLParser):
    """Notes what a page would fetch, and its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links.extend(str(value) for name, value in attrs if name in ("src", "href", "action"))
        if tag == "script":
            self.scripts.append("")
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts[-1] += data


def test_the_page_is_whole_and_fetches_nothing(report: Report) -> None:
    text = report_html(report)
    page = Page()
    page.feed(text)
    assert page.open == []
    assert page.links == []
    assert "url(" not in text
    assert "@import" not in text
    data, script = page.scripts
    rows = json.loads(data)["rows"]
    assert len(rows) == 100
    assert rows[-1]["source"] == HOSTILE  # as text, and not as a script of its own
    assert ["".join(run for run, _ in runs) for runs in rows[0]["outputs"]] == list(report.examples[0].outputs)
    assert "innerHTML" not in script
    assert all(comparison.sentence in text for comparison in report.whole.comparisons)
