"""`translate`: its promises to pipes and programs. What it says in good English is tested in test_shipped_models."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Runner, one_line_error


def test_a_line_out_for_every_line_in(run: Runner, untrained_folder: Path) -> None:
    text = "Il pleut.\n\nUn\u2028deux\n   \nLa porte. La fenêtre.\r\nsans fin de ligne"
    done = run("translate", "--model", untrained_folder, text=text)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.decode("utf-8").split("\n")
    assert len(lines) == 7
    assert lines[-1] == ""
    assert [bool(line) for line in lines[:-1]] == [True, False, True, False, True, True]
    assert b"\r" not in done.stdout


def test_nothing_in_nothing_out(run: Runner, untrained_folder: Path) -> None:
    for text in (b"", b"\n"):
        done = run("translate", "--model", untrained_folder, text=text)
        assert (done.returncode, done.stdout) == (0, text)


def test_json(run: Runner, untrained_folder: Path) -> None:
    done = run("translate", "--model", untrained_folder, "--json", "Je", "suis étudiant")
    (line,) = done.stdout.decode("utf-8").splitlines()
    result = json.loads(line)
    assert result["source"] == "Je suis étudiant"
    assert (result["from"], result["to"], result["model"]) == ("fr", "en", "untrained")
    assert result["source_words"] == ["Je", "suis", "étudiant"]
    assert len(result["attention"]) == len(result["target_words"])
    for row, end_mark in zip(result["attention"], result["end_mark"], strict=True):
        assert len(row) == 3
        assert sum(row) + end_mark == pytest.approx(1, abs=1e-3)
    for source, target in result["alignment"]:
        assert 0 <= source < 3
        assert 0 <= target < len(result["target_words"])


def test_piped_means_plain_and_align_draws_the_table(run: Runner, untrained_folder: Path) -> None:
    plain = run("translate", "--model", untrained_folder, "Je suis étudiant")
    table = run("translate", "--model", untrained_folder, "--align", "Je suis étudiant", LC_ALL="C")
    assert plain.stdout.count(b"\n") == 1
    assert "→".encode() in table.stdout
    assert b"\x1b" not in table.stdout


def test_piped_lines_have_no_trailing_spaces(run: Runner, untrained_folder: Path) -> None:
    drawn = run("translate", "--model", untrained_folder, "--align", "--heatmap", "Je suis étudiant à la plage")
    assert drawn.stdout.decode("utf-8").count("\n") > 5
    assert [line for line in drawn.stdout.decode("utf-8").splitlines() if line != line.rstrip()] == []


def test_an_argument_is_utf8_in_any_locale(run: Runner, untrained_folder: Path) -> None:
    posix = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = run("translate", "--model", untrained_folder, "--json", "l'été", **posix)
    assert json.loads(done.stdout)["source"] == "l'été"


def test_files_and_pharaoh(run: Runner, untrained_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.fr").write_text("Il pleut.\nElle dort.\n", encoding="utf-8")
    done = run("translate", "--model", untrained_folder, "-i", "a.fr", "-o", "a.en")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "a.en").read_text(encoding="utf-8").count("\n") == 2
    pharaoh = run("translate", "--model", untrained_folder, "--format", "pharaoh", "Il pleut.")
    assert all("-" in pair for pair in pharaoh.stdout.decode().split())


def test_a_failed_run_leaves_the_output_file_as_it_was(run: Runner, tmp_path: Path, untrained_folder: Path) -> None:
    (tmp_path / "a.en").write_text("precious\n", encoding="utf-8")
    (tmp_path / "bad.fr").write_bytes("Il pleut.\nété\n".encode("latin-1"))
    message = one_line_error(run("translate", "--model", untrained_folder, "-i", "bad.fr", "-o", "a.en"), 1)
    assert "bad.fr, line 2" in message
    assert (tmp_path / "a.en").read_text(encoding="utf-8") == "precious\n"


def test_nbest(run: Runner, untrained_folder: Path) -> None:
    done = run("translate", "--model", untrained_folder, "--nbest", 3, "--json", "Il pleut.")
    scores = [json.loads(line)["score"] for line in done.stdout.splitlines()]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


def test_bytes_that_are_no_utf8_are_replaced_and_said(run: Runner, untrained_folder: Path) -> None:
    done = run("translate", "--model", untrained_folder, text=b"Il pleut.\n\xe9t\xe9\n")
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 2
    assert "line 2 of standard input is not UTF-8" in done.stderr.decode("utf-8")


def test_ten_thousand_words_are_translated_in_parts(run: Runner, untrained_folder: Path) -> None:
    text = " ".join(["le chat mange une pomme dans le jardin"] * 1250)
    done = run("translate", "--model", untrained_folder, "--beam", 1, text=text)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"\n") == 1
    assert len(done.stdout.split()) > 100


@pytest.mark.parametrize("missing", ["encoder.onnx", "decoder.onnx", "tokenizer.model", "config.toml"])
def test_a_missing_file_is_named(run: Runner, untrained_folder: Path, tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(untrained_folder, folder)
    (folder / missing).unlink()
    assert f"lacks {missing}" in one_line_error(run("translate", "--model", "./model", "Il pleut."), 1)


@pytest.mark.parametrize("damaged", ["encoder.onnx", "decoder.onnx", "tokenizer.model", "config.toml"])
def test_a_damaged_file_is_named(run: Runner, untrained_folder: Path, tmp_path: Path, damaged: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(untrained_folder, folder)
    data = (folder / damaged).read_bytes()
    (folder / damaged).write_bytes(data[: len(data) // 2])
    message = one_line_error(run("translate", "--model", "./model", "Il pleut."), 1)
    assert damaged in message
    assert "damaged" in message


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--cell", "rnn", "x"], "'rnn' is not one of 'lstm', 'gru'"),
        (["--beam", "0", "x"], "'--beam'"),
        (["--nonsense", "x"], "No such option"),
        (["--from", "de", "x"], "'de' is not one of"),
        (["-i", "f", "x"], "give words or --input, not both"),
        (["-5 degrés"], "No such option: -5; if it is text, put -- before it: translate -- '-5 degrés'"),
    ],
)
def test_wrong_usage(run: Runner, arguments: list[str], complaint: str) -> None:
    message = one_line_error(run("translate", *arguments), 2)
    assert complaint in message
    assert "--help" in message


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--model", "./nowhere", "x"], "there is no model folder nowhere"),
        (["-i", "nowhere.fr"], "nowhere.fr"),
        (["--plot", "a.html", ""], "a.html is not drawn: there is no word in the text"),
    ],
)
def test_what_cannot_be_done(run: Runner, arguments: list[str], complaint: str) -> None:
    assert complaint in one_line_error(run("translate", *arguments), 1)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--model", "fr-en-lstn", "x"], "there is no model 'fr-en-lstn'"),
        (["--from", "fr", "--to", "fr", "x"], "--from and --to are both fr"),
        (["--json", "--format", "pharaoh", "x"], "--json and --format pharaoh are two formats"),
        (["--json", "--heatmap", "x"], "leave out --heatmap"),
        (["--format", "json", "--align", "x"], "leave out --align"),
        (["--beam", "2", "--nbest", "5", "x"], "--beam 2 keeps too few hypotheses for --nbest 5"),
        (["--model", "fr-en-gru", "--cell", "lstm", "x"], "fr-en-gru is of the cell gru; leave out --cell lstm"),
    ],
)
def test_what_cannot_be_meant(run: Runner, arguments: list[str], complaint: str) -> None:
    assert complaint in one_line_error(run("translate", *arguments), 2)


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--json"], {"TRANSLATOR_FORMAT": "pharaoh", "TRANSLATOR_HEATMAP": "1", "TRANSLATOR_ALIGN": "1"}),
        (["--json", "--no-align", "--format", "json"], {}),
        (["--json", "--nbest", "5"], {"TRANSLATOR_BEAM": "2"}),
        (["--json"], {"TRANSLATOR_CELL": "gru"}),
    ],
)
def test_a_default_contradicts_no_flag(
    run: Runner, untrained_folder: Path, arguments: list[str], environment: dict[str, str]
) -> None:
    done = run("translate", "--model", untrained_folder, *arguments, "Il pleut.", **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    json.loads(done.stdout.splitlines()[0])


def test_an_argument_longer_than_a_file_name_can_be(run: Runner, untrained_folder: Path) -> None:
    text = "Le chat mange une pomme dans le jardin. " * 125
    assert len(text) == 5000
    done = run("translate", "--model", untrained_folder, "--beam", 1, text)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


def test_several_sentences_have_one_translation_which_is_said(run: Runner, untrained_folder: Path) -> None:
    options = ("--model", untrained_folder, "--nbest", 3)
    assert b"alternatives are of single sentences" in run("translate", *options, "Il pleut. Elle dort.").stderr
    lines = run("translate", *options, text="Il pleut. Elle dort.\n" * 2)
    assert lines.stderr.count(b"alternatives are of single sentences") == 1
    assert lines.stdout.count(b"\n") == 6
    assert run("translate", *options, "Il pleut.").stderr == b""


def test_a_direction_the_model_does_not_have(run: Runner, untrained_folder: Path) -> None:
    message = one_line_error(run("translate", "--model", untrained_folder, "--from", "en", "Hello"), 1)
    assert "untrained translates fr to en; leave out --from en" in message


def test_help_names_every_promise_and_needs_no_network_room(run: Runner) -> None:
    done = run("translate", "--help")
    text = done.stdout.decode("utf-8")
    for flag in ("--from", "--to", "--cell", "--model", "--beam", "--nbest", "--engine", "--threads", "--batch-size"):
        assert flag in text
    assert "Examples" in text


def test_translating_imports_no_torch(untrained_folder: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from translator import Translator;"
        f"Translator.load(Path({str(untrained_folder)!r})).translate('Je suis étudiant');"
        "print([m for m in ('torch', 'onnx', 'sacrebleu', 'tensorboard', 'numpy.ma') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    code = (
        "import sys; from translator.cli.translate import main;"
        f"sys.argv[1:] = ['-m', {str(untrained_folder)!r}, 'Je suis étudiant'];"
        "import contextlib\nwith contextlib.suppress(SystemExit): main()\n"
        "print([m for m in ('torch', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("flags", "which"),
    [
        (("-i", "a", "-i", "b"), "--input"),
        (("-ia", "--input=b"), "--input"),
        (("-i", "a", "-o", "x", "--output", "y"), "--output"),
        (("--plot", "a.svg", "--plot", "a.svg", "Il pleut."), "--plot"),
        (("-m", "fr-en-lstm", "--model", "en-fr-lstm", "Il pleut."), "--model"),
    ],
)
def test_two_files_for_an_option_of_one_are_refused(
    run: Runner, tmp_path: Path, flags: tuple[str, ...], which: str
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("Il pleut.\n", encoding="utf-8")
    assert f"{which} is given twice; it takes one" in one_line_error(run("translate", *flags), 2)
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


def test_what_follows_two_dashes_is_text(run: Runner, untrained_folder: Path) -> None:
    assert run("translate", "--model", untrained_folder, "--", "-i", "a", "-i").returncode == 0
