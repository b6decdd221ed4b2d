"""Fetching from an unkind server: the right bytes, or one clear line and nothing half-done in place."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.corpus.unkind import Answer, Site, unkind_site
from translator.corpus.catalogue import RemoteFile
from translator.corpus.checksums import Checksum
from translator.corpus.fetching import Patience, fetch
from translator.errors import TranslatorError

DATA = random.Random(1).randbytes(100_000)
OTHER = random.Random(2).randbytes(100_000)
HALF = 50_000
GOOD = Checksum("sha256", hashlib.sha256(DATA).hexdigest())
KNOWN = RemoteFile("", size=len(DATA), checksum=GOOD)
BY_SUM = RemoteFile("", checksum=GOOD)
UNKNOWN = RemoteFile("")
PATH = "/data.bin"
QUICK = Patience(timeout=20.0, waits=(0.0, 0.0))
IMPATIENT = replace(QUICK, timeout=0.3)

Fetch = Callable[..., list[str]]


@pytest.fixture
def site() -> Iterator[Site]:
    with unkind_site() as running:
        yield running


@pytest.fixture
def get(site: Site, tmp_path: Path) -> Fetch:
    """Fetch what the site has into ``data.bin``; what was noted on the way."""

    def run(file: RemoteFile, *answers: Answer, patience: Patience = QUICK) -> list[str]:
        notes: list[str] = []
        site.serve(PATH, *answers)
        fetch(replace(file, url=site.address + PATH), tmp_path / "data.bin", patience=patience, note=notes.append)
        return notes

    return run


def refused(get: Fetch, file: RemoteFile, *answers: Answer, tmp_path: Path, patience: Patience = QUICK) -> str:
    with pytest.raises(TranslatorError) as caught:
        get(file, *answers, patience=patience)
    assert not (tmp_path / "data.bin").exists()
    return str(caught.value)


@pytest.mark.parametrize("file", [KNOWN, BY_SUM, UNKNOWN])
@pytest.mark.parametrize(
    "answers",
    [
        [Answer(DATA)],
        [Answer(DATA, chunked=True)],
        [Answer(DATA, headers={"Content-Length": "9" * 5000, "Connection": "close"})],
        [Answer(DATA, pause=0.005)],
        [Answer(DATA, stop_after=HALF), Answer(DATA)],
        [Answer(DATA, stop_after=30_000)],  # every time
        [Answer(DATA, stop_after=HALF, etag=None), Answer(DATA)],
        [Answer(DATA, stop_after=HALF, ranges=False), Answer(DATA, ranges=False)],
        [Answer(DATA, stop_after=HALF, chunked=True), Answer(DATA)],
        [Answer(OTHER, stop_after=HALF, etag='"two"'), Answer(DATA)],
        [Answer(status=500), Answer(status=503), Answer(DATA)],
        [Answer(DATA, stop_after=HALF), Answer(DATA, shift=7), Answer(DATA)],
        [Answer(DATA, stop_after=HALF), Answer(status=416), Answer(DATA)],
    ],
    ids=lambda answers: None if isinstance(answers, RemoteFile) else "",
)
def test_the_right_bytes_in_the_end(get: Fetch, tmp_path: Path, file: RemoteFile, answers: list[Answer]) -> None:
    get(file, *answers)
    assert (tmp_path / "data.bin").read_bytes() == DATA
    assert [path.name for path in tmp_path.iterdir()] == ["data.bin"]


def test_a_break_is_said_and_the_beginning_not_fetched_again(get: Fetch, site: Site) -> None:
    notes = get(UNKNOWN, Answer(DATA, stop_after=HALF), Answer(DATA))
    assert notes == ["data.bin: the connection broke off after 50,000 bytes; going on in 0 s"]
    assert [asked.range for asked in site.asked] == [None, "bytes=50000-"]
    assert site.asked[1].if_range == '"one"'
    assert site.served == len(DATA)


@pytest.mark.parametrize("file", [KNOWN, BY_SUM, UNKNOWN])
def test_a_later_run_goes_on(get: Fetch, site: Site, tmp_path: Path, file: RemoteFile) -> None:
    said = refused(get, file, Answer(DATA, stop_after=HALF), Answer(status=500), tmp_path=tmp_path)
    assert "500 Internal Server Error, again and again, after 50,000 of 100,000 bytes" in said
    assert "goes on from there" in said
    get(file, Answer(DATA))
    assert (tmp_path / "data.bin").read_bytes() == DATA
    assert site.served == len(DATA)


def test_a_later_run_does_not_join_two_files(get: Fetch, site: Site, tmp_path: Path) -> None:
    refused(get, UNKNOWN, Answer(OTHER, stop_after=HALF), Answer(status=500), tmp_path=tmp_path)
    get(UNKNOWN, Answer(DATA, etag='"two"'))  # the file was replaced: the server sends the new one whole
    assert (tmp_path / "data.bin").read_bytes() == DATA
    (tmp_path / "data.bin").unlink()
    refused(get, UNKNOWN, Answer(OTHER, stop_after=HALF, etag=None), Answer(status=500), tmp_path=tmp_path)
    get(UNKNOWN, Answer(DATA, etag=None))  # nothing says whether it is the same file: fetched afresh
    assert (tmp_path / "data.bin").read_bytes() == DATA


def test_pieces_that_do_not_fit_are_fetched_afresh(get: Fetch, tmp_path: Path) -> None:
    # The server says the ETag is the same, and it is not the same file.
    notes = get(KNOWN, Answer(OTHER, stop_after=HALF), Answer(DATA))
    assert "data.bin: its pieces do not make the right file; fetching it afresh" in notes
    assert (tmp_path / "data.bin").read_bytes() == DATA


@pytest.mark.parametrize(
    ("file", "answers", "said"),
    [
        (KNOWN, [Answer(OTHER)], "not the file that the catalogue knows"),
        (BY_SUM, [Answer(OTHER)], "not the file that the catalogue knows"),
        (KNOWN, [Answer(DATA[:-1])], "is to be 99,999 bytes long, not 100,000"),
        (KNOWN, [Answer(DATA + b"x")], "is to be 100,001 bytes long"),
        (KNOWN, [Answer(DATA[:-1], chunked=True)], "is 99,999 bytes long, not 100,000"),
        (KNOWN, [Answer(DATA + b"x", chunked=True)], "has more than 100,000 bytes"),
        (BY_SUM, [Answer(DATA, claims=90_000)], "not the file that the catalogue knows"),
        (UNKNOWN, [Answer(DATA, claims=100_001)], "again and again, after 100,000 of 100,001 bytes"),
        (UNKNOWN, [Answer(DATA, stop_after=0)], "the connection broke off, again and again, after 0 of 100,000"),
        (UNKNOWN, [Answer(b"")], "is empty"),
        (UNKNOWN, [Answer(b"", chunked=True)], "is empty"),
        (UNKNOWN, [Answer(status=404)], "the server answers 404 Not Found"),
        (UNKNOWN, [Answer(status=403)], "the server answers 403 Forbidden"),
        (UNKNOWN, [Answer(status=204)], "without a file"),
        (UNKNOWN, [Answer(status=500)], "500 Internal Server Error, again and again"),
        (UNKNOWN, [Answer(DATA, stop_after=HALF, ranges=False)], "again and again, after 50,000 of 100,000"),
        (replace(UNKNOWN, about=10), [Answer(bytes(1_100_000))], "has more than 1,000,040 bytes"),
        (replace(UNKNOWN, about=10), [Answer(bytes(1_100_000), chunked=True)], "has more than 1,000,040 bytes"),
        (UNKNOWN, [Answer(status=302, headers={"Location": "file:///etc/passwd"})], "file:///etc/passwd"),
        (
            UNKNOWN,
            [Answer(status=302, headers={"Location": "ftp://127.0.0.1/x"})],
            "ftp://127.0.0.1/x, which is",
        ),
        (UNKNOWN, [Answer(status=302, headers={"Location": PATH})], "infinite loop"),
        (UNKNOWN, [Answer(status=302, headers={"Location": "http://[/x"})], "Invalid IPv6 URL"),
    ],
)
def test_one_clear_line(get: Fetch, tmp_path: Path, file: RemoteFile, answers: list[Answer], said: str) -> None:
    assert said in refused(get, file, *answers, tmp_path=tmp_path)


def test_what_is_wrong_is_not_kept(get: Fetch, tmp_path: Path) -> None:
    refused(get, KNOWN, Answer(OTHER), tmp_path=tmp_path)
    refused(get, replace(UNKNOWN, about=10), Answer(bytes(1_100_000)), tmp_path=tmp_path)
    refused(get, UNKNOWN, Answer(status=404), tmp_path=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_length_that_promises_too_much_does_not_lose_a_whole_file(get: Fetch, tmp_path: Path) -> None:
    get(BY_SUM, Answer(DATA, claims=100_001))
    assert (tmp_path / "data.bin").read_bytes() == DATA


def test_silence(get: Fetch, tmp_path: Path) -> None:
    said = refused(get, UNKNOWN, Answer(DATA, hang=0.6), tmp_path=tmp_path, patience=IMPATIENT)
    assert "no answer came for 0.3 s, again and again" in said
    notes = get(UNKNOWN, Answer(DATA, hang=0.6), Answer(DATA, pause=0.6), Answer(DATA), patience=IMPATIENT)
    assert "no answer came for 0.3 s" in notes[0]
    assert "nothing came for 0.3 s" in notes[1]
    assert (tmp_path / "data.bin").read_bytes() == DATA


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(site: Site, get: Fetch, tmp_path: Path, status: int) -> None:
    site.serve("/moved", Answer(DATA))
    endless = {"Content-Length": "9" * 30}  # its body is not waited for
    get(KNOWN, Answer(status=status, headers={"Location": "/moved"} | endless))
    assert (tmp_path / "data.bin").read_bytes() == DATA


def test_no_server_and_no_such_host(tmp_path: Path) -> None:
    with unkind_site() as site:
        gone = f"{site.address}/x"
    for url in (gone, "http://no-such-host.invalid/x"):
        with pytest.raises(TranslatorError, match=r"cannot reach .* is there a network"):
            fetch(replace(UNKNOWN, url=url), tmp_path / "x", patience=QUICK)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_not_taken_for_a_bad_connection(get: Fetch, tmp_path: Path) -> None:
    import errno
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (HALF, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large") as caught:
            get(UNKNOWN, Answer(DATA))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert caught.value.errno == errno.EFBIG
    get(UNKNOWN, Answer(DATA))
    assert (tmp_path / "data.bin").read_bytes() == DATA
