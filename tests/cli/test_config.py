"""Defaults from a config file and the environment: a flag goes before the environment, that before the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Runner, one_line_error
from translator.cli import config
from translator.decoding import model_folder

FILE = Path(".config") / "translator" / "config.toml"


def write(home: Path, text: str) -> None:
    (home / FILE).parent.mkdir(parents=True, exist_ok=True)
    (home / FILE).write_text(text, encoding="utf-8")


def test_flag_before_environment_before_file_before_what_is_built_in(run: Runner, tmp_path: Path) -> None:
    def model(*flags: str, **environment: str) -> str:
        done = run("translate", "--json", *flags, "Il pleut.", **environment)
        return str(json.loads(done.stdout)["model"]) if done.returncode == 0 else done.stderr.decode()

    assert model() == "fr-en-lstm"
    write(tmp_path, 'cell = "gru"\n')
    assert model() == "fr-en-gru"
    assert model(TRANSLATOR_CELL="lstm") == "fr-en-lstm"
    assert model("--cell", "gru", TRANSLATOR_CELL="lstm") == "fr-en-gru"


@pytest.mark.parametrize(
    ("text", "environment", "shown"),
    [
        ("format = 'pharaoh'\n", {}, b"0-0"),
        ("", {"TRANSLATOR_FORMAT": "pharaoh"}, b"0-0"),
        ("align = true\n", {}, "→".encode()),
    ],
)
def test_what_is_set_is_done(run: Runner, tmp_path: Path, text: str, environment: dict[str, str], shown: bytes) -> None:
    write(tmp_path, text)
    assert shown in run("translate", "Il pleut.", **environment).stdout


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("typografy = 'off'", "unknown key 'typografy'; did you mean 'typography'?"),
        ("[table]\nx = 1", "unknown key 'table'"),
        ("beam = 1000", "Invalid value for 'beam'"),
        ("beam = 'many'", "Invalid value for 'beam'"),
        ("cell = 'lstn'", "'lstn' is not one of 'lstm', 'gru'; did you mean 'lstm'?"),
        ("cell = ['lstm']", "it must be a word or a number"),
        ("align = 'yes'", "it must be true or false"),
        ("beam = true", "it must be a word or a number"),
        ("beam = ", "is not valid TOML"),
        ("x = " + "[" * 9999, "nested too deeply"),
        ("#" * 300_000, "larger than"),
    ],
)
def test_a_wrong_file_is_one_line(run: Runner, tmp_path: Path, text: str, complaint: str) -> None:
    write(tmp_path, text)
    message = one_line_error(run("translate", "Il pleut."), 1)
    assert complaint in message
    assert str(FILE) in message
    assert run("translate", "--help").returncode == 0
    assert run("translate", "-h").returncode == 0


@pytest.mark.parametrize(
    ("text", "mended_by"),
    [
        ("beam = 1000\nnbest = 2", ("unset", "beam")),
        ("beam = 'many'\nnbest = 2", ("set", "beam", "3")),
        ("nbest = 2\n'a key' = 1", ("unset", "a key")),
        ("nbest = 2\n[table]\nx = 1", ("unset", "table")),
    ],
)
def test_a_wrong_file_is_mended_as_its_error_says(
    run: Runner, tmp_path: Path, text: str, mended_by: tuple[str, ...]
) -> None:
    write(tmp_path, text)
    message = one_line_error(run("translate", "Il pleut."), 1)
    assert f"{mended_by[0]} {mended_by[1]}".replace("a key", "'a key'") in message
    assert run("translator", "config", *mended_by).returncode == 0
    assert run("translate", "Il pleut.").returncode == 0
    assert "nbest = 2" in (tmp_path / FILE).read_text()


@pytest.mark.parametrize(
    ("text", "arguments", "code", "origin"),
    [
        (
            "model = 'nope'",
            ("a",),
            1,
            "model is set in {}; to mend it: translator config set model VALUE, or unset model",
        ),
        ("model = 'fr-en-lstm'", ("--from", "en", "a"), 1, "(model is set in {};"),
        ("from = 'fr'\nto = 'fr'", ("a",), 1, "(from and to are set in {};"),
        ("device = 'cuda'", ("a",), 2, "(device is set in {};"),
        ("engine = 'torch'", ("--processes", "2"), 1, "(engine is set in {};"),
    ],
)
def test_what_the_file_has_set_wrong_is_said_to_be_of_the_file(
    run: Runner, tmp_path: Path, text: str, arguments: tuple[str, ...], code: int, origin: str
) -> None:
    write(tmp_path, text)
    done = run("translate", *arguments, text="Il pleut.\n")
    assert origin.format(tmp_path / FILE) in one_line_error(done, code)


def test_what_a_flag_has_set_wrong_is_not(run: Runner, tmp_path: Path) -> None:
    write(tmp_path, "model = 'nope'")
    for flags in (("--model", "nope"), ("-m", "nope"), ("-mnope",), ("--model=nope",)):
        assert "set in" not in one_line_error(run("translate", *flags, "a"), 2)
    message = one_line_error(run("translate", "a", TRANSLATOR_MODEL="nope"), 1)
    assert message.endswith("(set by TRANSLATOR_MODEL)")


def test_a_wrong_variable_is_named(run: Runner) -> None:
    assert "(set by TRANSLATOR_CELL)" in one_line_error(run("translate", "Il pleut.", TRANSLATOR_CELL="x"), 2)
    assert "set by" not in one_line_error(run("translate", "--cell", "y", "a", TRANSLATOR_CELL="x"), 2)


def test_set_show_and_unset(run: Runner, tmp_path: Path) -> None:
    assert run("translator", "config", "path").stdout.decode().strip() == str(tmp_path / FILE)
    for key, value in (("beam", "3"), ("align", "false"), ("cell", "gru"), ("batch-size", "8")):
        assert run("translator", "config", "set", key, value).returncode == 0
    assert run("translator", "config", "unset", "cell").returncode == 0
    assert (tmp_path / FILE).read_text() == "beam = 3\nalign = false\nbatch-size = 8\n"
    shown = run("translator", "config", "show", TRANSLATOR_BEAM="7").stdout.decode()
    rows = {line.split()[0]: line.split(maxsplit=2)[1:] for line in shown.splitlines()}
    assert rows["beam"] == ["7", "environment"]
    assert rows["align"] == ["false", "config file"]
    assert rows["cell"] == ["lstm", "built in"]
    assert run("translator", "config", TRANSLATOR_BEAM="7").stdout.decode() == shown


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("beam", "0"), "Invalid value for 'beam'"),
        (("beem", "1"), "did you mean 'beam'?"),
        (("cell", "LSTN"), "did you mean 'lstm'?"),
        (("align", "maybe"), "true or false"),
        (("model", "nope"), "there is no model 'nope'"),
        (("model", "./nowhere"), "there is no model folder nowhere"),
    ],
)
def test_set_refuses_what_translate_would(
    run: Runner, tmp_path: Path, arguments: tuple[str, str], complaint: str
) -> None:
    write(tmp_path, "beam = 2\n")
    code = 1 if arguments[1] == "./nowhere" else 2
    assert complaint in one_line_error(run("translator", "config", "set", *arguments), code)
    assert (tmp_path / FILE).read_text() == "beam = 2\n"


def test_a_model_that_is_set_is_found_from_everywhere(run: Runner, tmp_path: Path, untrained_folder: Path) -> None:
    (tmp_path / "mine").symlink_to(untrained_folder)
    assert run("translator", "config", "set", "model", "./mine").returncode == 0
    assert (tmp_path / FILE).read_text() == f'model = "{untrained_folder.resolve()}"\n'
    assert run("translator", "config", "set", "model", "fr-en-lstm").returncode == 0
    assert (tmp_path / FILE).read_text() == 'model = "fr-en-lstm"\n'


@pytest.mark.parametrize(
    ("settings", "warning"),
    [
        ([("device", "cuda")], "device cuda needs engine torch"),
        ([("engine", "torch"), ("device", "cuda")], ""),
        ([("from", "fr"), ("to", "fr")], "from and to are both fr"),
        ([("cell", "gru")], ""),
    ],
)
def test_what_cannot_work_with_the_others_is_warned_of(
    run: Runner, settings: list[tuple[str, str]], warning: str
) -> None:
    for pair in settings:
        done = run("translator", "config", "set", *pair)
        assert done.returncode == 0
    assert warning in done.stderr.decode()
    assert bool(warning) == done.stderr.startswith(b"warning: ")


def test_a_cell_that_no_model_has_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(model_folder, "known_models", list)
    config._warn_of_what_cannot_work("cell", {"cell": "gru"})
    assert "no GRU model is installed" in capsys.readouterr().err


def test_xdg_folders_are_followed(run: Runner, tmp_path: Path) -> None:
    shown = run("translator", "config", "path", XDG_CONFIG_HOME=str(tmp_path / "elsewhere"))
    assert shown.stdout.decode().strip() == str(tmp_path / "elsewhere" / "translator" / "config.toml")


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        (("translate", "--modle", "x", "a"), "No such option: --modle; did you mean --model?"),
        (("translate", "--cell", "lstn", "a"), "did you mean 'lstm'?"),
        (("translate", "--model", "fr-en-lstn", "a"), "did you mean fr-en-lstm?"),
        (("translator", "trian"), "did you mean 'train'?"),
        (("translator", "models", "nfo"), "did you mean 'info'?"),
        (("translator", "train", "--hiden", "5"), "did you mean --hidden?"),
    ],
)
def test_did_you_mean(run: Runner, command: tuple[str, ...], hint: str) -> None:
    done = run(*command)
    assert hint in one_line_error(done, done.returncode)
    assert done.returncode in (1, 2)


@pytest.mark.parametrize("program", ["translate", "translator"])
def test_help_has_examples_by_task_each_on_a_line(run: Runner, program: str) -> None:
    text = run(program, "--help", COLUMNS="80").stdout.decode()
    examples = [line for line in text.splitlines() if line.startswith(("    translate ", "    translator "))]
    assert len(examples) >= 8
    titles = [line for line in text.splitlines() if line.startswith("  ") and line[2] != " " and line.endswith(":")]
    assert len(titles) >= 4
