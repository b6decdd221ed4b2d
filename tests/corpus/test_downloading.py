"""From an address to `train.fr` and `train.en`: whole, verified, aligned; or nothing, and one line."""

from __future__ import annotations

import gzip
import hashlib
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.corpus.test_unpacking import make_tar, make_zip
from tests.corpus.unkind import Answer, Site, unkind_site
from translator.corpus.catalogue import load_catalogue
from translator.corpus.downloading import Downloaded, download
from translator.corpus.fetching import Patience, Progress
from translator.errors import TranslatorError

FRENCH, ENGLISH = "Il pleut.\nÉté\u2028chaud\x0c !\n", "It rains.\nHot summer!\n"


@pytest.fixture
def site() -> Iterator[Site]:
    with unkind_site() as running:
        yield running


@dataclass
class Workshop:
    """A site, a folder of corpora, and a catalogue with one corpus, ``mine``, of one file."""

    site: Site
    folder: Path

    def get(self, name: str, data: bytes, texts: str, checksum: str = "") -> tuple[Downloaded, list[str]]:
        """Serve ``data`` as ``name`` and download it; with what was noted."""
        return self.ask(name, texts, Answer(data), checksum=checksum)

    def ask(self, name: str, texts: str, *answers: Answer, checksum: str = "") -> tuple[Downloaded, list[str]]:
        url = self.site.serve(f"/{name}", *answers)
        catalogue = self.folder / "catalogue.toml"
        catalogue.write_text(
            f'[mine]\nwhat = "w"\nlicence = "l"\nfrom = "f"\nunpacked = 1\n'
            f'files = [{{ url = "{url}"{checksum} }}]\n{texts}\n'
        )
        notes: list[str] = []
        found = download(
            load_catalogue(catalogue)["mine"],
            self.corpora,
            patience=Patience(20.0, (0.0,)),
            show_progress=no_progress,
            note=notes.append,
        )
        return found, notes

    @property
    def corpora(self) -> Path:
        return self.folder / "corpora"

    def text(self, name: str) -> str:
        return (self.corpora / "mine" / name).read_bytes().decode()

    def refuses(self, name: str, data: bytes, texts: str) -> str:
        """What is said, after checking that the corpus is not there."""
        with pytest.raises(TranslatorError) as caught:
            self.get(name, data, texts)
        assert not (self.corpora / "mine").exists()
        assert not list(self.corpora.rglob("*")), "something of it was kept"
        return str(caught.value)


@contextmanager
def no_progress(_name: str) -> Iterator[Progress]:
    yield lambda _done, _total: None


@pytest.fixture
def shop(site: Site, tmp_path: Path) -> Workshop:
    return Workshop(site, tmp_path)


PAIR = 'train = [{ fr = "a.zip:*.fr", en = "a.zip:*.en" }]'


def a_zip(folder: Path, french: str | bytes = FRENCH, english: str | bytes = ENGLISH) -> bytes:
    sides = [side if isinstance(side, bytes) else side.encode() for side in (french, english)]
    return make_zip(folder / "made.zip", {"x.fr": sides[0], "x.en": sides[1]}).read_bytes()


def test_two_texts_of_an_archive(shop: Workshop, tmp_path: Path) -> None:
    found, notes = shop.get("a.zip", a_zip(tmp_path), PAIR)
    assert (found.folder, found.splits, found.new) == (shop.corpora / "mine", {"train": 2}, True)
    assert (shop.text("train.fr"), shop.text("train.en")) == (FRENCH, ENGLISH)
    assert sorted(path.name for path in found.folder.iterdir()) == ["source.toml", "train.en", "train.fr"]
    assert sorted(path.name for path in shop.corpora.iterdir()) == ["corpora.lock", "mine"]
    assert any("no checksum is known; its sha256 is" in note for note in notes)
    asked = len(shop.site.asked)
    again, _ = shop.get("a.zip", a_zip(tmp_path), PAIR)
    assert (again.splits, again.new, len(shop.site.asked)) == (found.splits, False, asked)


def test_a_table(shop: Workshop) -> None:
    rows = b"It rains.\tIl pleut.\tCC-BY\n\nToo few\nGo.\tVa !\n" + b"A.\tB.\n" * 200
    _, notes = shop.get("t.tsv.gz", gzip.compress(rows), 'train = [{ tsv = "t.tsv.gz", fr = 1, en = 0 }]')
    assert shop.text("train.fr").splitlines()[:3] == ["Il pleut.", "Va !", "B."]
    assert shop.text("train.en").splitlines()[:3] == ["It rains.", "Go.", "A."]
    assert "mine: 1 pairs of train left out for damaged lines" in notes
    assert "mine: 1 pairs of train left out for an empty side" in notes


def test_segments_are_read_as_sacrebleu_reads_them(shop: Workshop, tmp_path: Path) -> None:
    from sacrebleu.dataset.fake_sgml import FakeSGMLDataset

    segments = '<seg id="1">Il  pleut &amp; il &lt;neige&gt;. </seg>\n<hl>\n<seg id="2">Été</seg>\n'
    sgm = f'<refset>\n<doc sysid="ref">\n{segments}</doc>\n'
    members = {"s/x-src.fr.sgm": sgm.encode(), "s/x-ref.en.sgm": sgm.replace("Été", "Summer").encode()}
    data = make_tar(tmp_path / "made.tgz", members).read_bytes()
    shop.get("a.tgz", data, 'test = [{ fr = "a.tgz:s/x-src.fr.sgm", en = "a.tgz:s/x-ref.en.sgm" }]')
    (tmp_path / "x.sgm").write_text(sgm, encoding="utf-8")
    FakeSGMLDataset("x")._convert_format(str(tmp_path / "x.sgm"), str(tmp_path / "x.txt"))
    assert shop.text("test.fr") == (tmp_path / "x.txt").read_text(encoding="utf-8")
    assert shop.text("test.en").splitlines()[1] == "Summer"


def test_parts_follow_one_another(shop: Workshop, tmp_path: Path) -> None:
    members = {f"{name}.{side}": f"{name} {side}\n".encode() for name in ("one", "two", "dev") for side in ("fr", "en")}
    data = make_tar(tmp_path / "made.tgz", members).read_bytes()
    part = '{{ fr = "a.tgz:{0}.fr", en = "a.tgz:{0}.en" }}'.format
    found, _ = shop.get("a.tgz", data, f"train = [{part('two')}, {part('one')}]\ndev = [{part('dev')}]")
    assert (shop.text("train.fr"), shop.text("train.en")) == ("two fr\none fr\n", "two en\none en\n")
    assert found.splits == {"train": 2, "dev": 1}


def test_a_few_damaged_lines_of_train_are_left_out(shop: Workshop, tmp_path: Path) -> None:
    french, english = b"oui\n" * 300 + b"\xe9t\xe9\n\nnon\n", b"yes\n" * 300 + b"summer\nempty\nno\n"
    _, notes = shop.get("a.zip", a_zip(tmp_path, french, english), PAIR)
    assert shop.text("train.fr") == "oui\n" * 300 + "non\n"
    assert shop.text("train.en") == "yes\n" * 300 + "no\n"
    assert "mine: 1 pairs of train left out for damaged lines" in notes
    assert "mine: 1 pairs of train left out for an empty side" in notes


def test_of_a_test_set_no_line_is_left_out(shop: Workshop, tmp_path: Path) -> None:
    french, english = b"oui\n" * 300 + b"\xe9t\xe9\n", b"yes\n" * 300 + b"summer\n"
    said = shop.refuses("a.zip", a_zip(tmp_path, french, english), PAIR.replace("train", "test"))
    assert "a.zip:*.fr, line 301: byte 1 (0xe9) is not UTF-8" in said
    shop.get("a.zip", a_zip(tmp_path, "oui\n\n", "yes\n\n"), PAIR.replace("train", "test"))
    assert shop.text("test.fr") == "oui\n\n"


@pytest.mark.parametrize(
    ("french", "english", "said"),
    [
        ("un\ndeux\n", "one\n", "a.zip:*.fr has 2 lines and a.zip:*.en has 1"),
        ("", "", "are empty"),
        ("\n", "\n", "holds no sentence"),
        (pickle.dumps([b"\x80" * 100] * 3), "one\n", ""),
        ("é\n".encode("latin-1") * 5, "e\n" * 5, "no text in UTF-8: 5 of 5 lines are damaged"),
        ("x" * 1_000_001, "x\n", "more than the catalogue allows"),
    ],
)
def test_texts_that_are_none(
    shop: Workshop, tmp_path: Path, french: str | bytes, english: str | bytes, said: str
) -> None:
    assert said in shop.refuses("a.zip", a_zip(tmp_path, french, english), PAIR)


def test_hostile_archives_leave_nothing(shop: Workshop, tmp_path: Path) -> None:
    trap = make_zip(tmp_path / "trap.zip", {"x.fr": b"a\n", "x.en": b"a\n", "../../../pwned": b"!"}).read_bytes()
    assert "leads out of it" in shop.refuses("a.zip", trap, PAIR)
    assert "damaged" in shop.refuses("a.zip", pickle.dumps(print), PAIR)
    link = make_tar(tmp_path / "link.tgz", {"x.fr": b"", "x.en": b""}, b"2", "/etc/passwd").read_bytes()
    assert "no file; it is refused" in shop.refuses("a.tgz", link, PAIR.replace("zip", "tgz"))
    assert not (tmp_path / "pwned").exists()


def test_the_first_download_is_trusted_and_later_ones_must_be_the_same(shop: Workshop, tmp_path: Path) -> None:
    data = a_zip(tmp_path)
    found, _ = shop.get("a.zip", data, PAIR)
    assert hashlib.sha256(data).hexdigest() in (shop.corpora / "corpora.lock").read_text()
    for path in found.folder.iterdir():
        path.unlink()
    found.folder.rmdir()
    with pytest.raises(TranslatorError, match=r"not the file that .*corpora\.lock knows"):
        shop.get("a.zip", a_zip(tmp_path, "faux\n", "wrong\n"), PAIR)
    assert not found.folder.exists()
    shop.get("a.zip", data, PAIR)
    assert shop.text("train.fr") == FRENCH
    (shop.corpora / "corpora.lock").write_text("nonsense [")
    for path in found.folder.iterdir():
        path.unlink()
    found.folder.rmdir()
    with pytest.raises(TranslatorError, match=r"corpora\.lock is damaged"):
        shop.get("a.zip", data, PAIR)


@pytest.mark.parametrize("algorithm", ["sha256", "sha1", "md5"])
def test_checksums_of_the_catalogue(shop: Workshop, tmp_path: Path, algorithm: str) -> None:
    data = a_zip(tmp_path)
    right = f', {algorithm} = "{hashlib.new(algorithm, data).hexdigest()}"'
    with pytest.raises(TranslatorError, match="not the file that the catalogue knows"):
        shop.get("a.zip", a_zip(tmp_path, "faux\n", "wrong\n"), PAIR, right)
    _, notes = shop.get("a.zip", data, PAIR, right)
    assert not any("no checksum" in note for note in notes)
    assert f'verified_by = "{algorithm}"' in shop.text("source.toml")


def test_a_mirror(shop: Workshop, tmp_path: Path) -> None:
    shop.site.serve("/mirror/mine/a.zip", Answer(a_zip(tmp_path)))
    catalogue = tmp_path / "c.toml"
    catalogue.write_text(
        '[mine]\nwhat = "w"\nlicence = "l"\nfrom = "f"\nunpacked = 1\n'
        f'files = [{{ url = "https://no-such-host.invalid/y/a.zip" }}]\n{PAIR}\n'
    )
    download(
        load_catalogue(catalogue)["mine"],
        shop.corpora,
        mirror=f"{shop.site.address}/mirror/",
        patience=Patience(20.0, ()),
        show_progress=no_progress,
        note=lambda _text: None,
    )
    assert shop.text("train.en") == ENGLISH
    assert "no-such-host.invalid/y/a.zip" in (shop.corpora / "corpora.lock").read_text()
    assert f'mirror = "{shop.site.address}/mirror/"' in shop.text("source.toml")


def test_what_is_in_the_way_stays(shop: Workshop, tmp_path: Path) -> None:
    (shop.corpora / "mine").mkdir(parents=True)
    (shop.corpora / "mine" / "train.fr").write_text("my own work\n")
    with pytest.raises(TranslatorError, match="is in the way"):
        shop.get("a.zip", a_zip(tmp_path), PAIR)
    assert shop.text("train.fr") == "my own work\n"


def test_a_run_stopped_while_unpacking_does_not_fetch_again(
    shop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        (shop.corpora / ".downloads" / "mine" / "text" / "train.fr").write_text("half a line")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("translator.corpus.downloading.assemble", stop)
        with pytest.raises(KeyboardInterrupt):
            shop.get("a.zip", a_zip(tmp_path), PAIR)
    assert not (shop.corpora / "mine").exists()
    shop.get("a.zip", a_zip(tmp_path), PAIR)
    assert shop.text("train.fr") == FRENCH
    assert len(shop.site.asked) == 1


def test_a_damaged_account_of_what_is_there(shop: Workshop, tmp_path: Path) -> None:
    found, _ = shop.get("a.zip", a_zip(tmp_path), PAIR)
    for nonsense in ("pairs = 3", "[[[", ""):
        (found.folder / "source.toml").write_text(nonsense)
        with pytest.raises(TranslatorError, match=r"source\.toml is damaged"):
            shop.get("a.zip", a_zip(tmp_path), PAIR)


def test_two_at_once(shop: Workshop, tmp_path: Path) -> None:
    import fcntl
    import os

    work = shop.corpora / ".downloads" / "mine"
    work.mkdir(parents=True)
    descriptor = os.open(work, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    with pytest.raises(TranslatorError, match="mine is being downloaded by another process"):
        shop.get("a.zip", a_zip(tmp_path), PAIR)
    os.close(descriptor)
    shop.get("a.zip", a_zip(tmp_path), PAIR)
