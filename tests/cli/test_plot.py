"""`translate --plot` as a person runs it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Runner, one_line_error


def test_a_plot_for_each_of_the_best(run: Runner, untrained_folder: Path, tmp_path: Path) -> None:
    done = run("translate", "--model", untrained_folder, "--plot", "a.html", "--nbest", 2, "Il pleut.")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"\n") == 2
    assert {path.name for path in tmp_path.glob("*.html")} == {"a.html", "a-2.html"}


def test_a_plot_is_of_one_text(run: Runner, untrained_folder: Path) -> None:
    done = run("translate", "--model", untrained_folder, "--plot", "a.html", text="Il pleut.\n")
    assert "--plot draws one text" in one_line_error(done, 2)


def test_tables_of_several_translations_are_kept_apart(run: Runner, untrained_folder: Path) -> None:
    done = run("translate", "--model", untrained_folder, "--nbest", 2, "--align", "Il pleut.")
    assert done.stdout.decode("utf-8").count("\n\n") == 1
