"""Forced decoding looks where the search looked, alone or in company; in bulk, order is kept and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.conftest import make_network, random_sources
from translator.decoding import aligner
from translator.decoding.aligner import Aligner
from translator.decoding.export.folder import ModelFacts, write_model_folder
from translator.decoding.forced import forced_attention
from translator.decoding.model_folder import ModelFolder
from translator.decoding.onnx_attention import OnnxAttention
from translator.decoding.onnx_engine import OnnxEngine
from translator.decoding.search import SearchOptions, search
from translator.decoding.torch_engine import TorchEngine
from translator.text.tokenizer import Tokenizer

SENTENCES = [
    ("Il pleut.", "It is raining."),
    ("", "nothing"),
    ("Je mange une pomme rouge, et toi ?", "I am eating a red apple, and you?"),
    ("oui", "yes"),
    ("   ", " "),
    ("La porte du jardin est ouverte depuis hier.", "The garden gate has been open since yesterday."),
]


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_forced_attention_is_what_the_search_saw(cell: str) -> None:
    engine = TorchEngine(make_network(cell=cell))
    sources = random_sources(1, 12)
    found = [best[0] for best in search(engine, sources, SearchOptions(beam=3))]
    pairs = [(source, one.pieces) for source, one in zip(sources, found, strict=True) if one.pieces]
    seen = [one.attention for one in found if one.pieces]
    assert len(pairs) > 6
    for forced, expected in zip(forced_attention(engine, pairs), seen, strict=True):
        np.testing.assert_allclose(forced, expected, atol=1e-5)


def test_company_changes_nothing() -> None:
    engine = TorchEngine(make_network())
    pairs = list(zip(random_sources(2, 15), random_sources(3, 15), strict=True))
    together = forced_attention(engine, pairs)
    for pair, attention in zip(pairs, together, strict=True):
        (alone,) = forced_attention(engine, [pair])
        assert alone.shape == (len(pair[1]), len(pair[0]) + 1)
        np.testing.assert_allclose(attention, alone, atol=1e-5)
        np.testing.assert_allclose(attention.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("window", [1, 2, 2048])
def test_results_come_in_order_whatever_the_window(
    untrained_folder: Path, monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    monkeypatch.setattr(aligner, "WINDOW", window)
    aligned = list(Aligner.load(ModelFolder.open(untrained_folder), workers=2).align(iter(SENTENCES)))
    assert [(one.source, one.text) for one in aligned] == SENTENCES
    for one in aligned:
        assert one.attention.shape == (len(one.target_words), len(one.source_words))
        assert bool(one.alignment) == bool(one.source.strip())
        for source, target in one.alignment:
            assert source < len(one.source_words)
            assert target < len(one.target_words)


def test_a_pair_too_long_to_align_comes_without_links(untrained_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aligner, "LONGEST", 12)
    long = "un mot et puis un autre " * 5
    short, longer = Aligner.load(ModelFolder.open(untrained_folder)).align([("oui", "yes"), (long, "a word")])
    assert short.alignment
    assert (longer.alignment, longer.pharaoh) == ((), "")


def test_reading_stops_a_window_ahead(untrained_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aligner, "WINDOW", 4)
    read = 0

    def endless() -> object:
        nonlocal read
        while True:
            read += 1
            yield "oui", "yes"

    results = Aligner.load(ModelFolder.open(untrained_folder)).align(endless())  # type: ignore[arg-type]
    for _ in range(10):
        next(results)
    assert read <= 16
    results.close()  # type: ignore[attr-defined]


def test_words_split_before_are_kept(untrained_folder: Path) -> None:
    model = ModelFolder.open(untrained_folder)
    (one,) = Aligner.load(model, tokenised=True).align([("c ' est l ' été .", "it is summer .")])
    assert one.source == "c'est l'été."
    assert [word.text for word in one.source_words] == ["c", "'", "est", "l", "'", "été", "."]
    assert one.attention.shape == (4, 7)


def test_capitals_are_read_as_small_letters(untrained_folder: Path) -> None:
    model = ModelFolder.open(untrained_folder)
    shouted, spoken = Aligner.load(model).align(
        [("IL PLEUT ICI.", "IT IS RAINING."), ("Il pleut ici.", "It is raining.")]
    )
    np.testing.assert_allclose(shouted.attention, spoken.attention, atol=1e-4)


@pytest.mark.parametrize("cell", ["lstm", "gru"])
@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("attention", ["dot", "general", "additive"])
def test_the_part_that_looks_gives_what_the_whole_step_gives(
    tmp_path: Path, tokenizer: Tokenizer, cell: str, layers: int, attention: str
) -> None:
    network = make_network(
        vocabulary=len(tokenizer), cell=cell, encoder_layers=layers, decoder_layers=layers, attention=attention
    )
    write_model_folder(network, tokenizer.model, tmp_path / "model", ModelFacts("model", "fr", "en"))
    part = OnnxAttention(tmp_path / "model")
    assert part._part is not None
    pairs = list(zip(random_sources(4, 9), random_sources(5, 9), strict=True))
    whole = forced_attention(OnnxEngine(tmp_path / "model"), pairs)
    for one, other in zip(forced_attention(part, pairs), whole, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)


def test_with_input_feeding_the_whole_step_is_run(tmp_path: Path, tokenizer: Tokenizer) -> None:
    network = make_network(vocabulary=len(tokenizer), input_feeding=True)
    write_model_folder(network, tokenizer.model, tmp_path / "model", ModelFacts("model", "fr", "en"))
    pairs = list(zip(random_sources(4, 5), random_sources(5, 5), strict=True))
    whole = forced_attention(OnnxEngine(tmp_path / "model"), pairs)
    for one, other in zip(forced_attention(OnnxAttention(tmp_path / "model"), pairs), whole, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)
