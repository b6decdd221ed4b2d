"""`translator VERB`: training and measuring from the command line, and bad input."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Runner, one_line_error
from tests.conftest import EVERYDAY

DATA = ("--source", EVERYDAY / "train.fr", "--target", EVERYDAY / "train.en")
DEV = ("--dev-source", EVERYDAY / "dev.fr", "--dev-target", EVERYDAY / "dev.en")
TINY = ("--vocabulary", 500, "--embedding", 16, "--hidden", 16, "--threads", 1, "--precision", "float32")


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_train_then_translate_evaluate_export_and_average(run: Runner, tmp_path: Path) -> None:
    done = run("translator", "train", *DATA, *DEV, *TINY, "--updates", 6, "--validate-every", 3, "--out", "m")
    assert done.returncode == 0, done.stderr.decode()
    log = done.stderr.decode("utf-8")
    assert "200 of 200 pairs kept" in log
    assert "finished after 6 updates" in log
    assert done.stdout == b""
    assert {p.name for p in (tmp_path / "m").iterdir()} >= {"config.toml", "encoder.onnx", "decoder.onnx", "README.md"}
    assert list((tmp_path / "m" / "training").glob("events.*"))

    assert run("translate", "--model", "./m", "Il pleut.").returncode == 0

    files = ("--source", EVERYDAY / "dev.fr", "--reference", EVERYDAY / "dev.en")
    scored = run("translator", "evaluate", "--model", "./m", *files, "--json", "--beam", 1)
    scores = json.loads(scored.stdout)["sets"][0]["systems"][0]["scores"]
    assert [score["name"] for score in scores] == ["BLEU", "chrF2", "TER"]
    assert all("version:" in score["signature"] for score in scores)

    checkpoints = sorted((tmp_path / "m" / "training" / "best").iterdir())
    averaged = run("translator", "average", *checkpoints, "--out", "mean.safetensors")
    assert averaged.returncode == 0, averaged.stderr
    assert "the mean of 2 networks" in averaged.stderr.decode()
    exported = run("translator", "export", "m", "again", "--precision", "float32")
    assert exported.returncode == 0, exported.stderr
    shown = run("translator", "models", "info", "./again")
    assert "French to English, LSTM" in shown.stdout.decode()

    again = run("translator", "train", *DATA, "--out", "m")
    assert "holds a training run; go on with: translator train --resume m" in one_line_error(again, 1)


def test_a_recipe_and_a_flag_over_it(run: Runner, tmp_path: Path) -> None:
    for side in ("fr", "en"):
        (tmp_path / f"a.{side}").write_bytes((EVERYDAY / f"train.{side}").read_bytes())
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(
        '[data]\nsource = ["a.fr"]\ntarget = ["a.en"]\n[tokenizer]\nvocabulary = 500\n'
        "[network]\nhidden = 16\nembedding = 16\n[training]\nupdates = 2\nthreads = 1\n",
        encoding="utf-8",
    )
    done = run("translator", "train", "recipe.toml", "--cell", "gru", "--out", "m")
    assert done.returncode == 0, done.stderr.decode()
    assert 'cell = "gru"' in (tmp_path / "m" / "config.toml").read_text(encoding="utf-8")


def test_hypotheses_are_scored_without_a_model(run: Runner) -> None:
    file = EVERYDAY / "dev.en"
    done = run("translator", "evaluate", "--hypotheses", file, "--reference", file, LC_ALL="C")
    text = done.stdout.decode("utf-8")
    assert "BLEU" in text
    assert "100.0" in text
    assert "nrefs:1" in text


@pytest.mark.parametrize(
    ("source", "target", "complaint"),
    [
        (b"un\ndeux\n", b"one\n", "has 2 lines and"),
        ("été\n".encode("latin-1"), b"summer\n", "is not UTF-8"),
        (b"", b"", "are empty"),
    ],
)
def test_bad_corpora(run: Runner, tmp_path: Path, source: bytes, target: bytes, complaint: str) -> None:
    write(tmp_path / "s", source)
    write(tmp_path / "t", target)
    for command in (
        ("train", "--source", "s", "--target", "t", "--out", "m"),
        ("corpus", "stats", "--source", "s", "--target", "t"),
    ):
        assert complaint in one_line_error(run("translator", *command), 1)
    assert not (tmp_path / "m" / "training" / "recipe.toml").exists()


def test_bad_recipes_and_flags(run: Runner, tmp_path: Path) -> None:
    write(tmp_path / "r.toml", b"[network]\nhiden = 5\n")
    message = one_line_error(run("translator", "train", "r.toml", "--out", "m"), 1)
    assert "unknown key 'hiden' in [network]; did you mean 'hidden'?" in message
    message = one_line_error(run("translator", "train", *DATA, "--out", "m", "--cell", "rnn"), 2)
    assert "'rnn' is not one of 'lstm', 'gru'" in message
    assert "--out FOLDER" in one_line_error(run("translator", "train", *DATA), 2)
    assert "no corpus is given" in one_line_error(run("translator", "train", "--out", "m"), 1)


def test_bad_checkpoints(run: Runner, tmp_path: Path) -> None:
    done = run("translator", "train", *DATA, *TINY, "--updates", 4, "--checkpoint-every", 2, "--out", "m")
    assert done.returncode == 0, done.stderr.decode()
    folder = tmp_path / "m" / "training" / "checkpoints"
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:2000])
    assert "is whole" in one_line_error(run("translator", "train", "--resume", "m"), 1)
    one = next(folder.iterdir())
    assert "damaged or cut short" in one_line_error(run("translator", "export", one, "x"), 1)
    assert "there is no folder nowhere" in one_line_error(run("translator", "train", "--resume", "nowhere"), 1)


def test_evaluate_refuses_what_does_not_belong_together(run: Runner, tmp_path: Path, untrained_folder: Path) -> None:
    write(tmp_path / "two", b"un\ndeux\n")
    write(tmp_path / "three", b"one\ntwo\nthree\n")
    unequal = run("translator", "evaluate", "--model", untrained_folder, "--source", "two", "--reference", "three")
    assert "two has 2 lines and the reference 3" in one_line_error(unequal, 1)
    assert "--hypotheses" in one_line_error(run("translator", "evaluate", "--reference", "three"), 2)


def test_tokenizer_and_corpus_verbs(run: Runner, tmp_path: Path) -> None:
    files = [EVERYDAY / "train.fr", EVERYDAY / "train.en"]
    done = run("translator", "tokenizer", *files, "--vocabulary", 500, "--out", "t.model")
    assert done.returncode == 0, done.stderr
    assert b"500 pieces" in done.stderr
    write(tmp_path / "s", b"Le chat dort.\nLe chat dort.\nOui.\n")
    write(tmp_path / "t", b"The cat sleeps.\nThe cat sleeps.\n\n")
    cleaned = run(
        "translator", "corpus", "clean", "--source", "s", "--target", "t", "--out-source", "cs", "--out-target", "ct"
    )
    assert cleaned.returncode == 0, cleaned.stderr
    assert "1 of 3 pairs kept" in cleaned.stderr.decode()
    assert (tmp_path / "cs").read_text(encoding="utf-8") == "Le chat dort.\n"
    stats = run("translator", "corpus", "stats", *DATA)
    assert b"pairs        200" in stats.stdout


def test_help_is_a_verb_too(run: Runner) -> None:
    assert run("translator", "help").stdout == run("translator", "--help").stdout
    assert run("translator", "help", "corpus").stdout == run("translator", "corpus", "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("translate", "Bonjour"), "translating is a command of its own: translate TEXT"),
        (("benchmark", "--json=3"), "see: translator benchmark --help"),
        (("corpus", "list", "--json=3"), "see: translator corpus list --help"),
        (("train", *DATA), "say where the model goes, with --out FOLDER"),
        (("models", "path", "fr-en-lst"), "did you mean fr-en-lstm?"),
    ],
)
def test_wrong_usage_of_verbs(run: Runner, arguments: tuple[str, ...], complaint: str) -> None:
    assert complaint in one_line_error(run("translator", *arguments), 2)


def test_help_lists_every_verb(run: Runner) -> None:
    text = run("translator", "--help").stdout.decode("utf-8")
    for verb in ("train", "evaluate", "tokenizer", "corpus", "export", "average", "models", "benchmark"):
        assert verb in text
    flags = run("translator", "train", "--help").stdout.decode("utf-8")
    for flag in ("--cell", "--learning-rate", "--subword-sampling", "--input-feeding", "--resume", "--accumulate"):
        assert flag in flags


def test_a_model_from_a_stranger_commands_nothing(run: Runner, tmp_path: Path, untrained_folder: Path) -> None:
    folder = tmp_path / "m"
    shutil.copytree(untrained_folder, folder)
    write(folder / "README.md", b"# A model\n\x1b]0;owned\x07\x1b[2Jhello\n")
    assert run("translator", "models", "info", "./m").stdout.strip() == b"# A model\n]0;owned[2Jhello"
    config = (folder / "config.toml").read_bytes()
    write(folder / "config.toml", config.replace(b'name = "untrained"', b'name = "\\u001b]0;owned\\u0007"'))
    for command in (("translator", "models", "info", "./m"), ("translate", "--model", "./m", "Il pleut.")):
        assert "config.toml is damaged" in one_line_error(run(*command), 1)
    write(folder / "config.toml", config.replace(b"format = 2", b'format = "\\u001b[31m2"'))
    message = one_line_error(run("translate", "--model", "./m", "Il pleut."), 1)
    assert "\x1b" not in message
