"""`translator align` and `translator evaluate --alignment` as a person runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Runner, one_line_error
from tests.conftest import make_network
from translator.decoding.export.folder import ModelFacts, write_model_folder
from translator.text.tokenizer import Tokenizer

FRENCH = "Il pleut.\n\nL'homme dort.\n"
ENGLISH = "It rains.\n\nThe man sleeps.\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "a.fr").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "a.en").write_text(ENGLISH, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def backward_folder(tokenizer: Tokenizer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "backward"
    write_model_folder(make_network(1, vocabulary=len(tokenizer)), tokenizer.model, folder, ModelFacts("b", "en", "fr"))
    return folder


FILES = ("--source", "a.fr", "--target", "a.en")


def test_a_line_of_links_for_every_pair(run: Runner, texts: Path, untrained_folder: Path) -> None:
    done = run("translator", "align", "--model", untrained_folder, *FILES)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.decode().split("\n")
    assert [bool(line) for line in lines] == [True, False, True, False]
    for entry in lines[2].split():
        source, target = map(int, entry.split("-"))
        assert source < 4
        assert target < 4
    to_file = run("translator", "align", "--model", untrained_folder, *FILES, "--output", "links")
    assert (to_file.returncode, to_file.stdout) == (0, b"")
    assert (texts / "links").read_bytes() == done.stdout


def test_json_has_offsets_into_the_text_as_given(run: Runner, texts: Path, untrained_folder: Path) -> None:
    done = run("translator", "align", "--model", untrained_folder, *FILES, "--json")
    pair = json.loads(done.stdout.splitlines()[2])
    assert [pair["source"][start:end] for start, end in pair["source_offsets"]] == ["L'", "homme", "dort", "."]
    assert len(pair["attention"]) == len(pair["target_words"]) == 4
    table = run("translator", "align", "--model", untrained_folder, *FILES, "--format", "table")
    assert table.stdout.decode("utf-8").count("→") == 5


def test_symmetrised_links_are_those_of_both_directions(
    run: Runner, texts: Path, untrained_folder: Path, backward_folder: Path
) -> None:
    one_way = run("translator", "align", "--model", untrained_folder, *FILES).stdout.decode().splitlines()
    other = ("--source", "a.en", "--target", "a.fr")
    other_way = run("translator", "align", "--model", backward_folder, *other).stdout.decode().splitlines()
    both = run(
        *("translator", "align", "--model", untrained_folder, "--reverse-model", backward_folder, *FILES),
        *("--symmetrise", "union"),
    )
    assert both.returncode == 0, both.stderr
    for forward, backward, merged in zip(one_way, other_way, both.stdout.decode().splitlines(), strict=True):
        swapped = {"-".join(reversed(entry.split("-"))) for entry in backward.split()}
        assert set(merged.split()) == set(forward.split()) | swapped


def test_agreement_is_between_two_networks(
    run: Runner, texts: Path, untrained_folder: Path, backward_folder: Path
) -> None:
    models = ("--model", untrained_folder, "--reverse-model", backward_folder)
    agreed = run("translator", "align", *models, *FILES, "--symmetrise", "agreement")
    assert agreed.returncode == 0, agreed.stderr
    turned = ("--model", backward_folder, "--reverse-model", untrained_folder, "-s", "a.en", "-t", "a.fr")
    back = run("translator", "align", *turned, "--symmetrise", "agreement")
    lines = [line.split() for line in agreed.stdout.decode().splitlines()]
    assert any(lines)
    for one, other in zip(lines, back.stdout.decode().splitlines(), strict=True):
        assert set(one) == {"-".join(reversed(entry.split("-"))) for entry in other.split()}


def test_files_of_links_are_symmetrised(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("0-0 1-1 0-1\n\n", encoding="utf-8")
    (tmp_path / "b").write_text("0-0 1-1\n3-3\n", encoding="utf-8")
    done = run("translator", "align", "--forward", "f", "--backward", "b", "--symmetrise", "grow-diag-final-and")
    assert done.stdout == b"0-0 1-1\n3-3\n"


def test_scores_against_gold(run: Runner, texts: Path, untrained_folder: Path) -> None:
    links = run("translator", "align", "--model", untrained_folder, *FILES).stdout
    (texts / "gold").write_bytes(links)
    arguments = ("translator", "evaluate", "--alignment", "gold", "--source", "a.fr", "--reference", "a.en")
    result = json.loads(run(*arguments, "--model", untrained_folder, "--json").stdout)
    assert result["pairs"] == 3
    assert result["alignments"][0]["error_rate"] == 0
    (texts / "mine").write_text("0-0\n\n\n", encoding="utf-8")
    table = run(*arguments, "--hypotheses", "mine")
    assert "AER" in table.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["--source", "a.fr"], 2, "give --source and --target"),
        (["--forward", "a.fr"], 2, "--forward and --backward go together"),
        ([*FILES, "--model", "./nowhere"], 1, "there is no model folder nowhere"),
        (["--source", "a.fr", "--target", "short.en"], 1, "line n of one must translate line n of the other"),
        ([*FILES, "--aligner", "eflomal", "--json"], 2, "prints Pharaoh format alone"),
        ([*FILES, "--aligner", "eflomal", "--symmetrise", "agreement"], 2, "use grow-diag-final-and"),
        (["--forward", "a.fr", "--backward", "a.en", "--symmetrise", "agreement"], 2, "use grow-diag-final-and"),
        ([*FILES, "--aligner", "eflomal"], 1, "pip install eflomal"),
    ],
)
def test_what_cannot_be_done(run: Runner, texts: Path, arguments: list[str], code: int, complaint: str) -> None:
    (texts / "short.en").write_text("It rains.\n", encoding="utf-8")
    if "short.en" in arguments:
        arguments = [*arguments, "--from", "fr"]
    assert complaint in one_line_error(run("translator", "align", *arguments, PATH=str(texts)), code)


def test_models_must_go_opposite_ways(run: Runner, texts: Path, untrained_folder: Path) -> None:
    done = run(
        *("translator", "align", "--model", untrained_folder, "--reverse-model", untrained_folder, *FILES),
        *("--symmetrise", "union"),
    )
    assert "must go the other way" in one_line_error(done, 1)


def test_a_model_of_the_other_direction_is_noticed(run: Runner, texts: Path, untrained_folder: Path) -> None:
    done = run("translator", "align", "--model", untrained_folder, "--source", "a.en", "--target", "a.fr")
    assert "looks like the language that" in one_line_error(done, 1)


def test_of_two_files_for_one_neither_is_left_out_in_silence(run: Runner, texts: Path) -> None:
    done = run("translator", "align", *FILES, "-o", "x", "--output", "y")
    assert "--output is given twice; it takes one" in one_line_error(done, 2)
    assert not (texts / "x").exists()
    assert not (texts / "y").exists()


def test_gold_of_another_text_is_noticed(run: Runner, texts: Path, untrained_folder: Path) -> None:
    (texts / "gold").write_text("0-9\n\n\n", encoding="utf-8")
    done = run(
        *("translator", "evaluate", "--alignment", "gold", "--source", "a.fr", "--reference", "a.en"),
        *("--model", untrained_folder),
    )
    assert "link 0-9, but the sentences have 3 and 3 words" in one_line_error(done, 1)


@pytest.mark.skipif(shutil.which("eflomal-align") is None, reason="eflomal is not installed")
def test_eflomal_aligns_a_corpus_from_itself(run: Runner, tmp_path: Path) -> None:
    words = ["chat:cat", "chien:dog", "pain:bread", "mur:wall", "lac:lake", "roi:king"]
    pairs = [(a.split(":"), b.split(":")) for a in words for b in words for _ in range(10)]
    (tmp_path / "a.fr").write_text("".join(f"le {a[0]} et le {b[0]}.\n" for a, b in pairs), encoding="utf-8")
    (tmp_path / "a.en").write_text("".join(f"the {a[1]} and the {b[1]}.\n" for a, b in pairs), encoding="utf-8")
    done = run("translator", "align", *FILES, "--aligner", "eflomal")
    assert done.stdout.decode().splitlines().count("0-0 1-1 2-2 3-3 4-4 5-5") > 300
