"""The lexicon finds what goes with what, and a model exported with a shortlist writes only that."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import make_network, random_sources
from translator.decoding.export.folder import ModelFacts, write_model_folder
from translator.decoding.export.rebuild import rebuild_network
from translator.decoding.model_folder import ModelFolder
from translator.decoding.onnx_engine import OnnxEngine
from translator.decoding.search import SearchOptions, search
from translator.decoding.shortlist import Shortlist
from translator.decoding.torch_engine import TorchEngine
from translator.text.tokenizer import EOS, Tokenizer
from translator.training.lexicon import LexiconOptions, make_shortlist


def test_counterparts_are_found_in_a_made_up_language() -> None:
    """Piece n is n + 50 there, in any order, among a piece that stands everywhere."""
    generator = np.random.default_rng(0)
    pairs = []
    for _ in range(400):
        source = generator.choice(np.arange(10, 40), size=6, replace=False).tolist()
        pairs.append((source, [*generator.permutation([piece + 50 for piece in source]).tolist(), 9]))
    shortlist = make_shortlist(pairs, 100, LexiconOptions(counterparts=3, common=1))
    assert shortlist.common.tolist() == [9]
    assert [row[0] for row in shortlist.likely[10:40].tolist()] == list(range(60, 90))
    assert shortlist.likely[5].tolist() == [EOS] * 3  # never seen


@pytest.fixture(scope="module")
def shortlist() -> Shortlist:
    generator = np.random.default_rng(1)
    return Shortlist(generator.integers(4, 60, (60, 3)), np.array([4, 5]))


def test_a_sentence_is_held_to_its_own_list_whatever_its_company(
    shortlist: Shortlist, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    network = make_network(seed=5)
    write_model_folder(network, tokenizer.model, tmp_path, ModelFacts("small", "fr", "en"), shortlist=shortlist)
    loaded = Shortlist.load(tmp_path)
    assert loaded is not None
    sources = random_sources(2, 12)
    engine, options = OnnxEngine(tmp_path), SearchOptions(beam=4)
    together = search(engine, sources, options, loaded)
    for source, found in zip(sources, together, strict=True):
        mine = {EOS, 4, 5, *source, *itertools.chain.from_iterable(shortlist.likely[source].tolist())}
        assert set(found[0].pieces) <= mine
        assert search(engine, [source], options, loaded)[0][0].pieces == found[0].pieces


def test_onnx_and_torch_agree_under_a_shortlist(shortlist: Shortlist, tokenizer: Tokenizer, tmp_path: Path) -> None:
    network = make_network(seed=6)
    facts = ModelFacts("small", "fr", "en")
    write_model_folder(network, tokenizer.model, tmp_path, facts, precision="float32", shortlist=shortlist)
    sources, options = random_sources(3, 12), SearchOptions(beam=3)
    onnx = search(OnnxEngine(tmp_path), sources, options, shortlist)
    torch = search(TorchEngine(rebuild_network(ModelFolder.open(tmp_path))), sources, options, shortlist)
    assert [found[0].pieces for found in onnx] == [found[0].pieces for found in torch]
    whole = search(OnnxEngine(tmp_path), sources, options)  # a model with a list can do without
    assert [found[0].pieces for found in whole] == [
        found[0].pieces for found in search(TorchEngine(network), sources, options)
    ]


def test_a_model_written_without_loses_the_list_that_was_there(
    shortlist: Shortlist, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    facts = ModelFacts("small", "fr", "en")
    write_model_folder(make_network(), tokenizer.model, tmp_path, facts, shortlist=shortlist)
    write_model_folder(make_network(), tokenizer.model, tmp_path, facts)
    assert Shortlist.load(tmp_path) is None
    assert search(OnnxEngine(tmp_path), [[7, 8]], SearchOptions())[0]
