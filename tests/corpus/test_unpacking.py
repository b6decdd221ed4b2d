"""Archives: texts come out of honest ones, and nothing at all out of hostile ones."""

from __future__ import annotations

import gzip
import io
import lzma
import pickle
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from translator.corpus.unpacking import unpack
from translator.errors import TranslatorError

TEXT = b"Il pleut.\n" * 100
PLENTY = 1_000_000


def make_zip(path: Path, members: dict[str, bytes], mode: int = 0) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)
            member.external_attr = mode << 16
            packed.writestr(member, data, zipfile.ZIP_DEFLATED)
    return path


def make_tar(path: Path, members: dict[str, bytes], kind: bytes = tarfile.REGTYPE, link: str = "") -> Path:
    with tarfile.open(path, "w:" if path.suffix == ".tar" else f"w:{path.suffix[1:].replace('tgz', 'gz')}") as packed:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, link
            member.size = len(data) if kind == tarfile.REGTYPE else 0
            packed.addfile(member, io.BytesIO(data))
    return path


def hostile(archive: Path, tmp_path: Path, pattern: str | None = "*a.fr", largest: int = PLENTY) -> str:
    """What is said of it, after checking that nothing at all was written."""
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(TranslatorError) as caught:
        unpack(archive, {pattern: tmp_path / "out"}, largest)
    assert sorted(tmp_path.rglob("*")) == before
    return str(caught.value)


@pytest.mark.parametrize("name", ["c.zip", "c.tgz", "c.tar.gz", "c.tar.xz", "c.tar.bz2", "c.tar"])
def test_members_of_archives(tmp_path: Path, name: str) -> None:
    members = {"data/other.de": b"Es regnet.\n", "data/._a.fr": b"junk", "data/a.fr": TEXT, "data/a.en": b"It rains.\n"}
    archive = (make_zip if name.endswith("zip") else make_tar)(tmp_path / name, members)
    unpack(archive, {"data/a.en": tmp_path / "en", "*a.fr": tmp_path / "fr"}, PLENTY)
    assert (tmp_path / "fr").read_bytes() == TEXT
    assert (tmp_path / "en").read_bytes() == b"It rains.\n"


def test_single_texts(tmp_path: Path) -> None:
    for name, data in (("a.gz", gzip.compress(TEXT)), ("a.xz", lzma.compress(TEXT)), ("a.fr", TEXT)):
        (tmp_path / name).write_bytes(data)
        unpack(tmp_path / name, {None: tmp_path / "out"}, PLENTY)
        assert (tmp_path / "out").read_bytes() == TEXT


@pytest.mark.parametrize("escape", ["../a.fr", "/etc/a.fr", "x/../../a.fr", "..\\a.fr", "C:\\a.fr"])
def test_paths_that_lead_out(tmp_path: Path, escape: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for archive in (make_zip(folder / "a.zip", {escape: TEXT}), make_tar(folder / "a.tgz", {escape: TEXT})):
        assert "leads out of it; it is refused" in hostile(archive, tmp_path)


def test_links_and_devices(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE):
        archive = make_tar(tmp_path / "a.tar", {"a.fr": b""}, kind, str(tmp_path / "secret"))
        assert "no file; it is refused" in hostile(archive, tmp_path)
    archive = make_zip(tmp_path / "a.zip", {"a.fr": b"secret"}, stat.S_IFLNK | 0o777)
    assert "no file; it is refused" in hostile(archive, tmp_path)


def test_bombs(tmp_path: Path) -> None:
    bomb = bytes(30_000_000)
    too_much = "unpacks to more than the catalogue allows, 1,000,000 bytes"
    assert too_much in hostile(make_zip(tmp_path / "a.zip", {"a.fr": bomb}), tmp_path)
    assert too_much in hostile(make_tar(tmp_path / "a.tgz", {"a.fr": bomb}), tmp_path)
    (tmp_path / "a.gz").write_bytes(gzip.compress(bomb))
    assert too_much in hostile(tmp_path / "a.gz", tmp_path, None)
    # Not in the text that is wanted, but on the way to it.
    said = hostile(make_tar(tmp_path / "a.tgz", {"bomb": bomb, "a.fr": TEXT}), tmp_path)
    assert "more than 100 times its size" in said


def test_a_header_that_would_fill_memory(tmp_path: Path) -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 1 << 32
    (tmp_path / "a.tgz").write_bytes(gzip.compress(header.tobuf() + bytes(30_000_000)))
    assert "more than 100 times its size" in hostile(tmp_path / "a.tgz", tmp_path)


def test_all_texts_together_are_bounded(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "a.zip", {"a.fr": bytes(600_000), "a.en": bytes(600_000)})
    with pytest.raises(TranslatorError, match="1,000,000 bytes"):
        unpack(archive, {"a.fr": tmp_path / "fr", "a.en": tmp_path / "en"}, PLENTY)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


class Trap:
    """Unpickled, it would leave a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.path,))


@pytest.mark.parametrize("name", ["a.zip", "a.tgz", "a.tar", "a.tar.xz", "a.gz", "a.xz"])
def test_what_is_no_archive(tmp_path: Path, name: str) -> None:
    pattern = None if name in ("a.gz", "a.xz") else "a.fr"
    pickled = pickle.dumps(Trap(tmp_path / "executed"))
    for data in (pickled, b"<html>Not found</html>", b"", b"\x1f\x8b\x08", b"PK\x03\x04"):
        (tmp_path / name).write_bytes(data)
        said = hostile(tmp_path / name, tmp_path, pattern) if data or pattern else "damaged"
        assert "damaged" in said or "holds no texts" in said


@pytest.mark.parametrize("name", ["a.zip", "a.tgz", "a.gz"])
def test_archives_cut_short_or_damaged(tmp_path: Path, name: str) -> None:
    path, pattern = tmp_path / name, (None if name == "a.gz" else "a.fr")
    text = "".join(f"{i * i * 7919 % 10007}\n" for i in range(5000)).encode()
    if name == "a.gz":
        path.write_bytes(gzip.compress(text))
    else:
        (make_zip if name == "a.zip" else make_tar)(path, {"a.fr": text})
    whole = path.read_bytes()
    for place in range(0, len(whole) - 1, len(whole) // 12):
        path.write_bytes(whole[:place])
        if place or pattern:  # an empty .gz is an empty text
            hostile(path, tmp_path, pattern)
    path.write_bytes(whole[:3000] + bytes([whole[3000] ^ 255]) + whole[3001:])
    assert "damaged" in hostile(path, tmp_path, pattern)


def test_a_zip_that_points_before_its_beginning(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "a.zip", {"a.fr": TEXT})
    data = bytearray(archive.read_bytes())
    data[data.rindex(b"PK\x05\x06") + 16] ^= 1 << 7  # where the list of members begins
    archive.write_bytes(data)
    assert "damaged" in hostile(archive, tmp_path)


def test_a_password(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "a.zip", {"a.fr": TEXT})
    data = bytearray(archive.read_bytes())
    data[6] |= 1  # "encrypted", in both headers of the member
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(data)
    assert "cannot be unpacked" in hostile(archive, tmp_path)


def test_a_text_that_is_not_there_or_not_the_only_one(tmp_path: Path) -> None:
    assert "holds no texts '*a.fr'" in hostile(make_zip(tmp_path / "a.zip", {"b.fr": TEXT}), tmp_path)
    assert "holds no texts '*a.fr'" in hostile(make_tar(tmp_path / "a.tgz", {"b.fr": TEXT}), tmp_path)
    assert "holds 2 texts" in hostile(make_zip(tmp_path / "a.zip", {"x/a.fr": TEXT, "y/a.fr": TEXT}), tmp_path)
    assert "holds 2 texts" in hostile(make_tar(tmp_path / "a.tgz", {"x/a.fr": TEXT, "y/a.fr": TEXT}), tmp_path)
