"""`translator evaluate` as a person runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from jsonschema import Draft202012Validator

from tests.cli.conftest import Runner, one_line_error
from tests.conftest import EVERYDAY
from translator.show.evaluation.as_json import SCHEMA

DEV = ("--source", EVERYDAY / "dev.fr", "--reference", EVERYDAY / "dev.en")
QUICK = ("--beam", 1, "--resamples", 20, "--trials", 20)


def test_two_models_side_by_side_with_everything(run: Runner, tmp_path: Path, untrained_folder: Path) -> None:
    models = ("-m", untrained_folder, "-m", "fr-en-lstm")
    done = run(
        "translator", "evaluate", *models, *DEV, *QUICK, "--noise", "accents,case+typos", "--published", "multi30k",
        "--metrics", "bleu,chrf,chrf++,ter", "--json", "--html", "page.html", "--output", "kept",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(found)
    assert [system["name"] for system in found["systems"]] == ["untrained", "fr-en-lstm"]
    assert all(system["speed"]["memory_mb"] > 10 for system in found["systems"])
    assert [score["name"] for score in found["sets"][0]["systems"][0]["scores"]] == ["BLEU", "chrF2", "chrF2++", "TER"]
    assert {comparison["verdict"] for comparison in found["sets"][0]["comparisons"]} == {"better"}
    assert [noise["noise"] for noise in found["robustness"]] == ["accents", "case+typos"]
    assert len(found["published"]) == 2
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert len((tmp_path / "kept" / "fr-en-lstm.everyday-dev").read_text(encoding="utf-8").splitlines()) == 40


def test_two_cells_side_by_side(run: Runner, tmp_path: Path, untrained_folder: Path) -> None:
    for cell in ("lstm", "gru"):  # models of one's own go before those that are shipped
        shutil.copytree(untrained_folder, tmp_path / "translator" / "models" / f"fr-en-{cell}")
    cells = ("--cell", "lstm", "--cell", "gru")
    done = run("translator", "evaluate", *cells, *DEV, *QUICK, "--json", XDG_DATA_HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    assert len(found["systems"]) == 2
    assert {comparison["verdict"] for comparison in found["sets"][0]["comparisons"]} == {"same"}
    unknown = run("translator", "evaluate", "--cell", "rnn", *DEV, *QUICK)
    assert unknown.returncode != 0
    assert "lstm" in unknown.stderr.decode()


def test_the_same_seed_gives_the_same_report(run: Runner) -> None:
    texts = []
    for _ in range(2):
        arguments = ("-m", "fr-en-lstm", *DEV, *QUICK, "--noise", "typos", "--seed", 3, "--json")
        found = json.loads(run("translator", "evaluate", *arguments).stdout)
        texts.append({key: found[key] for key in ("sets", "robustness", "breakdowns", "worst")})
    assert texts[0] == texts[1]
    assert "seed:3" in texts[0]["sets"][0]["systems"][0]["scores"][0]["signature"]


def test_several_corpora_and_translations_made_before(run: Runner, tmp_path: Path) -> None:
    for name, text in (("a", "one two three four\n"), ("b", "five six seven eight\n"), ("c", "one six three four\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    sets = ("-r", "x=a", "-r", "y=b", "--hypotheses", "x=c", "--hypotheses", "y=b", "--hypotheses", "x=a")
    done = run("translator", "evaluate", *sets, "--hypotheses", "y=b", "--markdown", *QUICK[2:])
    assert done.returncode == 0, done.stderr.decode()
    text = done.stdout.decode("utf-8")
    assert "| corpus | system | sentences |" in text
    assert "| all | a | 2 |" in text
    assert "speed and attention are not known of translations made before (c, a)" in text
    two_references = run("translator", "evaluate", "-r", "a", "-r", "b", "--hypotheses", "c", "--json", "--trials", 0)
    assert "nrefs:2" in json.loads(two_references.stdout)["sets"][0]["systems"][0]["scores"][0]["signature"]


def test_what_is_asked_wrongly_is_said_in_a_line(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one\n", encoding="utf-8")
    (tmp_path / "two").write_text("one\ntwo\n", encoding="utf-8")

    def complaint(code: int, *arguments: object) -> str:
        return one_line_error(run("translator", "evaluate", *arguments), code)

    assert "known: bleu, chrf" in complaint(1, "-r", "a", "--hypotheses", "a", "--metrics", "meteor")
    assert "two has 2 lines and the reference 1" in complaint(1, "-r", "a", "--hypotheses", "two")
    assert "needs --model" in complaint(2, "-r", "a", "--hypotheses", "a", "--noise", "typos")
    assert "give one (--html goes with it)" in complaint(2, "-r", "a", "--hypotheses", "a", "--json", "--markdown")
    assert "there is no folder nowhere" in complaint(1, "-r", "a", "--hypotheses", "a", "--html", "nowhere/x.html")
    assert "write SET=FILE for all" in complaint(1, "-r", "a", "-r", "x=two", "--hypotheses", "a")
    assert "say which corpus" in complaint(1, "-r", "x=a", "-r", "y=a", "--hypotheses", "a")
    assert "the batch size is 0" in complaint(1, "-m", "fr-en-lstm", *DEV, "--batch-size", 0)
    assert "unknown noise 'rain'" in complaint(1, "-m", "fr-en-lstm", *DEV, "--noise", "rain")
    assert "did you mean wmt14/full?" in complaint(1, "-m", "fr-en-lstm", "--test-set", "wmt14/ful")
    no_network = {"SACREBLEU": str(tmp_path), "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    done = run("translator", "evaluate", "-m", "fr-en-lstm", "--test-set", "wmt14/full", **no_network)
    assert "could not fetch the test set wmt14/full" in one_line_error(done, 1)
