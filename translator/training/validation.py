"""Validation: loss and BLEU on a dev set, and a few translations to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from translator.corpus.batches import Position, cut_by_tokens, pad_batch
from translator.decoding.search import SearchOptions, search
from translator.decoding.torch_engine import TorchEngine
from translator.network.seq2seq import Seq2Seq
from translator.text.tokenizer import Tokenizer
from translator.training.objective import cross_entropy

Pair = tuple[str, str]


@dataclass(frozen=True)
class Validation:
    """Scores on the dev set.

    Attributes:
        loss: nats a target piece, without smoothing.
        bleu: sacreBLEU of greedy translations, 0 to 100.
        samples: (source, reference, translation) of a few sentences, the same ones every time.
    """

    loss: float
    bleu: float
    samples: tuple[tuple[str, str, str], ...]


def validate(
    network: Seq2Seq, tokenizer: Tokenizer, dev: Sequence[Pair], *, sentences: int, batch_tokens: int
) -> Validation:
    """Loss on all of ``dev``, BLEU on its first ``sentences`` pairs (greedy search).

    Args:
        network: in float32; left in evaluation mode.
        tokenizer: its pieces.
        dev: normalised pairs, at least one.
        sentences: how many to translate.
        batch_tokens: budget of a batch.
    """
    import sacrebleu

    network.eval()
    loss = _mean_loss(network, tokenizer, dev, batch_tokens)
    pairs = list(dev[:sentences])
    outputs = translate_greedily(network, tokenizer, [source for source, _ in pairs])
    bleu = sacrebleu.corpus_bleu(outputs, [[target for _, target in pairs]]).score
    stride = max(1, len(pairs) // 5)
    samples = tuple((*pairs[i], outputs[i]) for i in range(0, len(pairs), stride))[:5]
    return Validation(loss, bleu, samples)


@torch.inference_mode()
def _mean_loss(network: Seq2Seq, tokenizer: Tokenizer, dev: Sequence[Pair], batch_tokens: int) -> float:
    device = next(network.parameters()).device
    sources = tokenizer.encode_normalised([source for source, _ in dev])
    targets = tokenizer.encode_normalised([target for _, target in dev])
    encoded = sorted(zip(sources, targets, strict=True), key=lambda pair: (len(pair[1]), len(pair[0])))
    total, tokens = 0.0, 0
    for pairs in cut_by_tokens(encoded, batch_tokens):
        batch = pad_batch(pairs, Position())
        source, previous, target = (
            torch.from_numpy(part).to(device) for part in (batch.source, batch.previous, batch.target)
        )
        taught = network.teach(source, torch.from_numpy(batch.source_lengths), previous)
        loss = cross_entropy(taught.readouts, network.output, target, 0.0)
        total += float(loss.negative_log_likelihood)
        tokens += loss.tokens
    return total / max(1, tokens)


def translate_greedily(network: Seq2Seq, tokenizer: Tokenizer, sources: Sequence[str], batch: int = 128) -> list[str]:
    """Translations of normalised sources, in order."""
    encoded = tokenizer.encode_normalised(sources)
    order = sorted((i for i in range(len(encoded)) if encoded[i]), key=lambda i: len(encoded[i]))
    outputs = [""] * len(encoded)
    engine = TorchEngine(network)
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        found = search(engine, [encoded[i] for i in chosen], SearchOptions(beam=1), vocabulary=tokenizer)
        for i, hypotheses in zip(chosen, found, strict=True):
            outputs[i] = tokenizer.decode(hypotheses[0].pieces)
    return outputs
