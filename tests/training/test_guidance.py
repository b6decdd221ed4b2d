"""Guided alignment: links of words become wanted attention over pieces, and teach it; a run goes on as it began."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from translator.corpus.batches import Batch, BatchPlan, BatchStream, Position, pad_batch
from translator.corpus.guides import Guide, GuideBook
from translator.decoding.forced import forced_attention
from translator.decoding.torch_engine import TorchEngine
from translator.errors import TranslatorError
from translator.evaluation.alignment_error import AlignmentScore, GoldLinks, alignment_score
from translator.text.extraction import links_from_attention
from translator.text.links import Links, in_order, to_pharaoh
from translator.text.tokenizer import Tokenizer
from translator.text.words import piece_to_word, split_words
from translator.training.events import AllEvents
from translator.training.guidance import Guidance
from translator.training.loop import Trainer
from translator.training.preparation import prepare, reopen
from translator.training.recipe import make_recipe

NOUNS = ["chat:cat", "chien:dog", "livre:book", "pain:bread", "mur:wall", "lac:lake", "vin:wine", "bois:wood"]
COLOURS = ["noir:black", "blanc:white", "vert:green", "gris:grey", "bleu:blue", "brun:brown", "rose:pink"]
VERBS = ["voit:sees", "aime:likes", "prend:takes", "vend:sells", "cache:hides", "peint:paints"]
Pair = tuple[str, str, Links]


def toy_pairs(seed: int, count: int) -> list[Pair]:
    """Made sentences: the adjective comes after the noun in one language and before it in the other."""
    generator = np.random.default_rng(seed)
    pairs = []
    for _ in range(count):
        source, target, links = [], [], []
        for phrase in range(int(generator.integers(1, 4))):
            if phrase:
                verb = VERBS[int(generator.integers(len(VERBS)))].split(":")
                links.append((len(source), len(target)))
                source, target = [*source, verb[0]], [*target, verb[1]]
            noun, colour = (words[int(generator.integers(len(words)))].split(":") for words in (NOUNS, COLOURS))
            at = len(source)
            source, target = [*source, "le", noun[0], colour[0]], [*target, "the", colour[1], noun[1]]
            links += [(at, at), (at + 1, at + 2), (at + 2, at + 1)]
        pairs.append((" ".join(source), " ".join(target), in_order(links)))
    return pairs


def write_corpus(folder: Path, pairs: list[Pair]) -> None:
    for ending, lines in (
        ("fr", [pair[0] for pair in pairs]),
        ("en", [pair[1] for pair in pairs]),
        ("align", [to_pharaoh(pair[2]) for pair in pairs]),
    ):
        (folder / f"toy.{ending}").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def train(folder: Path, **changes: object) -> Trainer:
    recipe = make_recipe(
        {
            "source": [str(folder / "toy.fr")],
            "target": [str(folder / "toy.en")],
            "vocabulary": 330,
            "embedding": 32,
            "hidden": 48,
            "encoder_layers": 1,
            "dropout": 0.0,
            "batch_tokens": 600,
            "learning_rate": 0.005,
            "warmup": 10,
            "updates": 150,
            "ema": 0.9,
            "threads": 1,
            "precision": "float32",
            "clean": False,
        }
        | changes
    )
    run = folder / f"run-{changes.get('guidance', 0)}"
    prepared = prepare(recipe, run, lambda line: None)
    trainer = Trainer(prepared, run, AllEvents([]))
    assert trainer.run()
    return trainer


def score(trainer: Trainer, pairs: list[Pair]) -> AlignmentScore:
    tokenizer = trainer.prepared.tokenizer
    encoded = [
        (tokenizer.encode_with_spans(source), tokenizer.encode_with_spans(target)) for source, target, _ in pairs
    ]
    engine = TorchEngine(trainer.optimisation.averaged)
    attention = forced_attention(engine, [(source[0], target[0]) for source, target in encoded])
    found = [
        links_from_attention(
            weights, piece_to_word(split_words(pair[0]), source[1]), piece_to_word(split_words(pair[1]), target[1])
        )
        for pair, (source, target), weights in zip(pairs, encoded, attention, strict=True)
    ]
    return alignment_score(found, [GoldLinks(frozenset(links), frozenset(links)) for _, _, links in pairs])


def dense(guide: Guide | None, batch: Batch) -> np.ndarray:
    assert guide is not None
    wanted = np.zeros((*batch.target.shape, batch.source.shape[1]), dtype=np.float32)
    wanted.ravel()[guide.places] = guide.shares
    return wanted


def test_guidance_lowers_the_alignment_error(tmp_path: Path) -> None:
    write_corpus(tmp_path, toy_pairs(0, 400))
    held_out = toy_pairs(1, 60)
    unguided = score(train(tmp_path), held_out)
    links = [str(tmp_path / "toy.align")]
    guided = score(train(tmp_path, links=links, guidance=1.0, guidance_decay=0.5), held_out)
    assert guided.error_rate < 0.05
    assert guided.error_rate < unguided.error_rate - 0.05


def test_links_of_words_become_attention_over_pieces(tmp_path: Path, tokenizer: Tokenizer) -> None:
    source, target = "Je mange une pomme.", "I eat an apple."
    book = GuideBook.write(tmp_path, [(source, target, ((0, 0), (1, 1), (3, 2), (3, 3), (4, 4)))])
    guidance = Guidance(weight=1.0, decay=0.0, updates=10)
    pieces = (tokenizer.encode(source), tokenizer.encode(target)), (tokenizer.encode("Oui."), tokenizer.encode("Yes."))
    batch = pad_batch(list(pieces), Position())
    guide = book.guide(batch, tokenizer)
    wanted = dense(guide, batch)
    known, unknown = wanted
    assert not unknown.any()
    _, source_spans = tokenizer.encode_with_spans(source)
    _, target_spans = tokenizer.encode_with_spans(target)
    for row, (start, end) in enumerate(target_spans):
        looked_at = {source[a:b] for (a, b), share in zip(source_spans, known[row], strict=False) if share > 0}
        joined = "".join(source[a:b] for (a, b), share in zip(source_spans, known[row], strict=False) if share > 0)
        expected = {"I": "Je", "eat": "mange", "an": "pomme", "apple": "pomme", ".": "."}
        (word,) = (w for w in split_words(target) if w.start <= start and end <= w.end)
        assert joined == expected[word.text], looked_at
        assert known[row].sum() == pytest.approx(1)
    # The end mark looks at the end mark.
    assert known[len(target_spans), len(source_spans)] == 1
    perfect = guidance.loss(guide, torch.from_numpy(np.where(wanted > 0, 1.0, 0.0)).float(), 0)
    assert float(perfect) == 0
    even = torch.full(wanted.shape, 1 / wanted.shape[2])
    assert float(guidance.loss(guide, even, 0)) == pytest.approx(wanted.sum() * np.log(wanted.shape[2]), rel=1e-5)


def test_the_weight_falls_as_asked() -> None:
    falling = Guidance(weight=0.4, decay=1.0, updates=100)
    assert [falling.weight_at(update) for update in (0, 50, 100)] == pytest.approx([0.4, 0.2, 0.0])
    assert Guidance(weight=0.4, decay=0.0, updates=100).weight_at(99) == pytest.approx(0.4)


def test_noise_on_the_source_does_not_lose_the_links(tmp_path: Path) -> None:
    links = ((0, 0), (1, 1), (2, 2))
    book = GuideBook.write(tmp_path, [("L'été fini.", "summer over.", links), ("L'été fini.", "summer over.", ())])
    for noisy in ("L'été fini.", "L'ete fini.", "l'été fini", "L'ÉTÉ FINI."):
        found = book.find(noisy, "summer over.")
        assert found is not None
        assert [tuple(link) for link in found] == list(links)
    assert book.find("L'hiver fini.", "summer over.") is None


def test_a_guided_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    write_corpus(tmp_path, toy_pairs(0, 60))
    options = {"links": [str(tmp_path / "toy.align")], "updates": 8, "checkpoint_every": 4, "batch_tokens": 200}
    whole = train(tmp_path, guidance=0.5, **options)
    run = tmp_path / "run-0.5"
    (run / "checkpoints" / "update-00000008.safetensors").unlink()
    resumed = Trainer(reopen(run), run, AllEvents([]))
    assert resumed.guidance is not None
    assert resumed.run()
    for name, tensor in whole.optimisation.tensors().items():
        assert torch.equal(tensor, resumed.optimisation.tensors()[name]), name


@pytest.mark.parametrize(
    ("align", "links", "complaint"),
    [
        ("0-0\n", ["toy.align"], "toy.align ends after 1 lines"),
        ("0-0\n" * 4, ["toy.align"], "has more lines than"),
        ("0-0\n1_1\n0-0\n", ["toy.align"], "line 2: '1_1' is no link"),
        ("0-0\n" * 3, [], "0 files of links for 1 corpora"),
        ("0-0\n" * 3, [""], "guidance wants one for each"),
    ],
)
def test_links_that_do_not_fit_are_refused(tmp_path: Path, align: str, links: list[str], complaint: str) -> None:
    write_corpus(tmp_path, toy_pairs(0, 3))
    (tmp_path / "toy.align").write_text(align, encoding="utf-8")
    with pytest.raises(TranslatorError, match=complaint):
        train(tmp_path, guidance=0.5, links=[str(tmp_path / name) if name else "" for name in links])


def test_batches_in_any_order_find_their_links(tmp_path: Path) -> None:
    pairs = toy_pairs(3, 30)
    write_corpus(tmp_path, pairs)
    trainer = train(tmp_path, guidance=0.5, links=[str(tmp_path / "toy.align")], updates=1)
    assert trainer.guidance is not None
    prepared = trainer.prepared
    stream = BatchStream(prepared.corpora, prepared.tokenizer, BatchPlan(), guides=trainer.guides)
    batch = next(stream.batches(Position()))
    np.testing.assert_allclose(dense(batch.guide, batch).sum(axis=2)[batch.target > 0], 1, atol=1e-5)
    for half in batch.halves():
        assert half.guide is not None
        np.testing.assert_allclose(dense(half.guide, half).sum(axis=2)[half.target > 0], 1, atol=1e-5)
    np.testing.assert_array_equal(
        np.concatenate([dense(half.guide, half) for half in batch.halves()]), dense(batch.guide, batch)
    )
