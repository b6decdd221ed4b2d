"""The catalogue: the shipped one is sound, and a wrong one is refused in a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.corpus.catalogue import choose, load_catalogue
from translator.errors import TranslatorError

ENTRY = """
[mine]
what = "text"
licence = "mine"
from = "me"
unpacked = 1
files = [{ url = "https://example.org/a.zip", about = 1000 }]
train = [{ fr = "a.zip:a.fr", en = "a.zip:a.en" }]
"""


def test_the_shipped_catalogue() -> None:
    catalogue = load_catalogue()
    assert {"tatoeba", "multi30k", "europarl", "news-commentary", "newstest", "opus-tatoeba"} <= set(catalogue)
    for corpus in catalogue.values():
        assert corpus.what
        assert corpus.licence
        assert corpus.unpacked > 0
        size, _ = corpus.size
        assert size is None or corpus.unpacked > size / 10
        for file in corpus.files:
            assert file.url.startswith("https://")


def test_a_name_and_a_near_one() -> None:
    catalogue = load_catalogue()
    assert [corpus.name for corpus in choose(catalogue, ["newstest", "tatoeba", "newstest"])] == ["newstest", "tatoeba"]
    with pytest.raises(TranslatorError, match=r"no corpus 'tatoba' .* did you mean 'tatoeba'"):
        choose(catalogue, ["tatoba"])
    with pytest.raises(TranslatorError, match="corpus list"):
        choose(catalogue, ["xyzzy"])


def test_one_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text(ENTRY)
    corpus = load_catalogue(tmp_path / "c.toml")["mine"]
    assert (corpus.size, corpus.checked_by, corpus.unpacked) == ((1000, False), "first use", 1_000_000)
    assert corpus.splits["train"][0].english.member == "a.en"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[mine]", '["../mine"]', "small letters"),
        ("[mine]", '[".mine"]', "small letters"),
        ('licence = "mine"', "", "'licence' is missing"),
        ("unpacked = 1", 'unpacked = "1"', "unpacked is '1', not a whole number"),
        ("unpacked = 1", "unpacked = true", "not a whole number"),
        ("unpacked = 1", "unpaked = 1", "unknown key 'unpaked'"),
        ("https://example.org/a.zip", "file:///etc/a.zip", "neither http nor https"),
        ("https://example.org/a.zip", "https://example.org/..%2Fa.zip", "does not end in a file's name"),
        ("https://example.org/a.zip", "https://example.org/", "does not end in a file's name"),
        ("about = 1000", 'sha256 = "12"', "'12' is no sha256"),
        ("about = 1000", "about = -1", "about is -1"),
        ('fr = "a.zip:a.fr"', 'fr = "b.zip:a.fr"', "'b.zip' is not among its files"),
        ('fr = "a.zip:a.fr", ', "", "'fr' is missing"),
        ('fr = "a.zip:a.fr"', 'tsv = "a.zip:a.tsv"', "a.zip:a.en"),
        ("files = [", 'files = [{ url = "https://example.org/b.zip" }, ', "'b.zip' is not used"),
        ("files = [", 'files = [{ url = "https://example.com/a.zip" }, ', "two files have one name"),
        ("train = [{", "tain = [{", "unknown key 'tain'"),
        ("train = ", "train = [] #", "an empty one"),
        ("files = ", "files = 3 #", "[mine]"),
        ("[mine]", "[mine", "is no TOML"),
    ],
)
def test_a_wrong_one(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "c.toml").write_text(ENTRY.replace(old, new))
    with pytest.raises(TranslatorError) as caught:
        load_catalogue(tmp_path / "c.toml")
    assert said in str(caught.value)


def test_none_at_all(tmp_path: Path) -> None:
    with pytest.raises(TranslatorError, match="cannot read the catalogue"):
        load_catalogue(tmp_path / "c.toml")
