"""`translate --plot` as a person runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Runner, one_line_error


def test_a_plot_for_each_of_the_best(run: Runner, untrained_folder: Path, tmp_path: Path) -> None:
    done = run("translate", "--model", untrained_folder, "--plot", "a.html", "--nbest", 2, "Il pleut.")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"\n") == 2
    assert {path.name for path in tmp_path.glob("*.html")} == {"a.html", "a-2.html"}


def test_a_plot_is_of_one_text(run: Runner, untrained_folder: Path) -> None:
    done = run("translate", "--model", untrained_folder, "--plot", "a.html", text="Il pleut.\n")
    assert "--plot draws one text" in one_line_error(done, 2)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--plot", "a.pdf", "Il pleut."], "--plot a.pdf ends in none of .png, .svg, .html"),
        (["--plot", "Il pleut."], "FILE is missing after --plot: translate --plot weights.html 'Il pleut.'"),
    ],
)
def test_a_name_that_is_none_is_said_before_translating(run: Runner, arguments: list[str], complaint: str) -> None:
    assert complaint in one_line_error(run("translate", "--model", "./nowhere", *arguments), 2)


def test_characters_that_a_font_lacks_are_a_line(run: Runner, untrained_folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    done = run("translate", "--model", untrained_folder, "--from", "fr", "--plot", "a.png", "Le mot 漢字 ici")
    assert (tmp_path / "a.png").is_file()
    message = done.stderr.decode()
    assert message.startswith("warning: a.png has boxes where the font lacks 漢字;")
    assert message.count("\n") == 1


def test_tables_of_several_translations_are_kept_apart(run: Runner, untrained_folder: Path) -> None:
    done = run("translate", "--model", untrained_folder, "--nbest", 2, "--align", "Il pleut.")
    assert done.stdout.decode("utf-8").count("\n\n") == 1
