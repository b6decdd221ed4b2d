"""JoeyNMT 2.3.0 as a contestant: its own model and beam search, random weights, outputs of a forced length.

Luong attention with input feeding, as its recurrent decoder always has; embeddings and output layer not tied, which it
cannot do for a decoder whose width is not the embeddings'.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import torch
from joeynmt.batch import Batch
from joeynmt.model import Model, build_model
from joeynmt.search import search
from joeynmt.vocabulary import Vocabulary
from worker import Pieces, batches_by_length, parser, pieces_of, serve

MARKS = {"unk": 0, "pad": 1, "bos": 2, "eos": 3}  # JoeyNMT's own numbers; ours use the same four
PAD, EOS = MARKS["pad"], MARKS["eos"]


def make_model(vocabulary: int, layers: int) -> Model:
    """A recurrent model of the benchmark's size."""
    symbols = SimpleNamespace(
        **{f"{name}_token": f"<{name}>" for name in MARKS},
        **{f"{name}_id": number for name, number in MARKS.items()},
        sep_token=None,
        lang_tags=[],
    )
    words = Vocabulary([f"piece{i}" for i in range(vocabulary - 4)], symbols)
    recurrent = {"rnn_type": "lstm", "num_layers": layers, "dropout": 0.0}
    embeddings = {"embedding_dim": 256, "dropout": 0.0}
    torch.manual_seed(1)
    return build_model(
        {
            "initializer": "xavier_uniform",
            "embed_initializer": "normal",
            "embed_init_weight": 0.1,
            "encoder": {"type": "recurrent", "hidden_size": 256, "bidirectional": True, "embeddings": embeddings}
            | recurrent,
            "decoder": {
                "type": "recurrent",
                "hidden_size": 512,
                "attention": "luong",
                "input_feeding": True,
                "init_hidden": "bridge",
                "embeddings": embeddings,
            }
            | recurrent,
        },
        words,
        words,
    ).eval()


def make_batch(sources: Pieces) -> Batch:
    """A batch as its loader would make it: pieces, end mark, padding."""
    length = torch.tensor([len(source) + 1 for source in sources])
    padded = torch.full((len(sources), int(length.max())), PAD)
    for row, source in enumerate(sources):
        padded[row, : len(source)] = torch.tensor(source)
        padded[row, len(source)] = EOS
    return Batch(padded, length, None, None, None, torch.arange(len(sources)), torch.device("cpu"), PAD, EOS, False)


def main() -> None:
    """Serve."""
    options = parser().parse_args()
    torch.set_num_threads(options.threads)
    model = make_model(options.vocabulary, options.layers)
    batches = [make_batch(chosen) for chosen in batches_by_length(pieces_of(options.work), options.batch_size)]

    def decode(some: list[Batch]) -> list[np.ndarray]:
        given = {"min_output_length": options.length, "generate_unk": False}
        return [search(model, batch, options.length, options.beam, 1.0, **given)[0] for batch in some]

    def count(outputs: list[np.ndarray]) -> int:
        return sum(int((output != PAD).sum()) for output in outputs)

    parameters = sum(parameter.numel() for parameter in model.parameters())
    serve("JoeyNMT 2.3.0", parameters, lambda: decode(batches), count, lambda: decode(batches[:2]))


if __name__ == "__main__":
    main()
