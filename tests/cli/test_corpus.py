"""`translator corpus` as a person runs it."""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import ENTRY, Runner, one_line_error
from tests.corpus.unkind import Answer, Site, unkind_site
from translator.cli import corpus
from translator.errors import TranslatorError

LINES = [f"{random.Random(i).getrandbits(320):080x}" for i in range(5_000)]


@pytest.fixture
def site() -> Iterator[Site]:
    with unkind_site() as running:
        yield running


@pytest.fixture
def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("x.fr", "".join(f"{line}\n" for line in LINES))
        packed.writestr("x.en", "".join(f"{line[::-1]}\n" for line in LINES))
    return file.getvalue()


def write_catalogue(folder: Path, url: str, archive: bytes) -> None:
    part = '{ fr = "a.zip:x.fr", en = "a.zip:x.en" }'
    (folder / "c.toml").write_text(
        f'[mine]\nwhat = "w"\nlicence = "not checked"\nfrom = "f"\nunpacked = 2\n'
        f'files = [{{ url = "{url}", size = {len(archive)}, sha256 = "{hashlib.sha256(archive).hexdigest()}" }}]\n'
        f"train = [{part}]\ndev = [{part}]\n"
    )


def test_list(run: Runner) -> None:
    rows = [line.split("\t") for line in run("translator", "corpus", "list").stdout.decode().splitlines()]
    assert {len(row) for row in rows} == {7}
    assert ["newstest", "?", "38654961", "dev+test", "sha256"] in [row[:5] for row in rows]
    listed = json.loads(run("translator", "corpus", "list", "--json").stdout)
    assert [entry["name"] for entry in listed] == [row[0] for row in rows]
    assert next(entry for entry in listed if entry["name"] == "opus-books")["files"][0]["checksum"] is None


def test_download_and_the_line_to_type_next(run: Runner, tmp_path: Path, site: Site, archive: bytes) -> None:
    write_catalogue(tmp_path, site.serve("/a.zip", Answer(archive)), archive)
    done = run("translator", "corpus", "download", "mine", "--catalogue", "c.toml", "--out", "my texts")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == (
        "translator train --source 'my texts/mine/train.fr' --target 'my texts/mine/train.en' "
        "--dev-source 'my texts/mine/dev.fr' --dev-target 'my texts/mine/dev.en' --out my-model\n"
    )
    assert "5,000 pairs in train, 5,000 pairs in dev; licence: not checked" in done.stderr.decode()
    again = run("translator", "corpus", "download", "mine", "--catalogue", "c.toml", "--out", "my texts")
    assert again.stdout == done.stdout
    assert "there already" in again.stderr.decode()
    assert len(site.asked) == 1
    test_only = run("translator", "corpus", "download", "mine", "--mirror", site.address)
    assert "there is no corpus 'mine'" in one_line_error(test_only, 1)


def test_a_killed_download_goes_on_where_it_was(run: Runner, tmp_path: Path, site: Site, archive: bytes) -> None:
    write_catalogue(tmp_path, site.serve("/a.zip", Answer(archive, pause=0.01), Answer(archive)), archive)
    command = [sys.executable, "-c", f"import sys; sys.argv[0] = 'translator'; {ENTRY['translator']}"]
    options = ["corpus", "download", "mine", "--catalogue", "c.toml"]
    part = tmp_path / "corpora" / ".downloads" / "mine" / "a.zip.part"
    with subprocess.Popen([*command, *options], cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 120
        while not (part.exists() and part.stat().st_size > len(archive) / 2):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
    have = part.stat().st_size
    assert len(archive) / 2 < have < len(archive)
    assert not (tmp_path / "corpora" / "mine").exists()

    done = run("translator", *options)
    assert done.returncode == 0, done.stderr
    assert site.asked[1].range == f"bytes={have}-"
    assert site.asked[1].served == len(archive) - have  # the first half was not fetched again
    assert (tmp_path / "corpora" / "mine" / "train.fr").read_text().splitlines() == LINES
    assert hashlib.sha256(archive).hexdigest() in (tmp_path / "corpora" / "mine" / "source.toml").read_text()


def test_no_network_is_one_line(run: Runner, tmp_path: Path) -> None:
    nowhere = "http://no-such-host.invalid"
    done = run("translator", "corpus", "download", "tatoeba", TRANSLATOR_CORPUS_MIRROR=nowhere)
    assert "cannot reach no-such-host.invalid" in one_line_error(done, 1)
    assert list(tmp_path.iterdir()) == []
    done = run("translator", "corpus", "download", "tatoeba", "--mirror", "/data")
    assert "neither http:// nor https://" in one_line_error(done, 1)


def test_names_are_completed(run: Runner) -> None:
    words = "translator corpus download opus-t"
    done = run("translator", _TRANSLATOR_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD="3")
    assert done.stdout.decode().split() == ["opus-tatoeba", "opus-ted2020"]


Clean = Callable[..., None]


@pytest.fixture
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clean:
    """`corpus clean` in an empty folder, in this process."""
    monkeypatch.chdir(tmp_path)

    def run_clean(source: str, target: str, out_source: str, out_target: str) -> None:
        corpus.clean(Path(source), Path(target), Path(out_source), Path(out_target))

    return run_clean


def test_clean_writes_whole_files_or_none(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "o.fr").write_text("from before\n")
    (tmp_path / "s").write_bytes(b"un\ndeux\n" * 5000)
    (tmp_path / "t").write_bytes(b"one\ntwo\n" * 4999)
    out = ("--out-source", "o.fr", "--out-target", "o.en")
    done = run("translator", "corpus", "clean", "-s", "s", "-t", "t", *out)
    assert "10,000 lines and" in one_line_error(done, 1)
    assert (tmp_path / "o.fr").read_text() == "from before\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["o.fr", "s", "t"]


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (("s", "o"), "s is what is read from"),
        (("o", "t"), "t is what is read from"),
        (("t", "o"), "t is what is read from"),
        (("link", "o"), "link is what is read from"),
        (("o", "o"), "two outputs have one name"),
        (("no/o", "p"), "cannot write no/o"),
    ],
)
def test_clean_does_not_eat_its_input(clean: Clean, tmp_path: Path, outputs: tuple[str, str], said: str) -> None:
    (tmp_path / "s").write_text("un\n")
    (tmp_path / "t").write_text("one\n")
    (tmp_path / "link").symlink_to("s")
    with pytest.raises(TranslatorError, match=said):
        clean("s", "t", *outputs)
    assert ((tmp_path / "s").read_text(), (tmp_path / "t").read_text()) == ("un\n", "one\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "s", "t"]


@pytest.mark.parametrize("suffix", ["xz", "gz", "zst"])
def test_packed_in_and_out(clean: Clean, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s.xz").write_bytes(lzma.compress(b"Le chat dort.\nLe chat dort.\nOui !\n"))
    (tmp_path / "t").write_text("The cat sleeps.\nThe cat sleeps.\n\n")
    clean("s.xz", "t", f"o.fr.{suffix}", f"o.en.{suffix}")
    capsys.readouterr()
    corpus.stats(Path(f"o.fr.{suffix}"), Path(f"o.en.{suffix}"), as_json=True)
    counts = json.loads(capsys.readouterr().out)
    assert (counts["pairs"], counts["words"], counts["characters"]) == (1, [3, 3], [13, 15])
    plain = b"Le chat dort.\n"
    assert plain not in (tmp_path / f"o.fr.{suffix}").read_bytes()[: len(plain)]


def test_distil(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "s").write_text("Je suis étudiant.\nIl fait froid aujourd'hui.\n\n")
    (tmp_path / "t").write_text("I am a student.\nToday it is really very cold outside.\n\n")
    out = ("--out-source", "o.fr", "--out-target", "o.en")
    done = run("translator", "corpus", "distil", "-m", "fr-en-lstm", "-s", "s", "-t", "t", "--similarity", "0.1", *out)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "o.fr").read_text() == "Il fait froid aujourd'hui.\n"
    assert "cold" in (tmp_path / "o.en").read_text()
    assert b"1 of 3 pairs kept" in done.stderr
    eaten = run(
        "translator", "corpus", "distil", "-m", "fr-en-lstm", "-s", "s", "-t", "t", "--out-source", "s", *out[2:]
    )
    assert "s is what is read from" in one_line_error(eaten, 1)


def test_stats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s").write_text("Le chat dort.\nLe chat dort.\nOui.\n")
    (tmp_path / "t").write_text("The cat sleeps.\nThe cat sleeps.\n\n")
    corpus.stats(tmp_path / "s", tmp_path / "t")
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["pairs        3", "different    2", "empty        1 with an empty side"]
    assert "words        7 source, 6 target" in lines
    assert "longest      3 source, 3 target words" in lines
