"""OpenNMT-py 3.5.1 as a contestant: its own model and beam search, random weights, outputs of a forced length.

Dot attention; with or without input feeding (``--input-feeding``), as its two recurrent decoders have it.
"""

from __future__ import annotations

from typing import Any

import onmt.opts
import pyonmttok
import torch
from onmt.constants import DefaultTokens
from onmt.model_builder import build_base_model
from onmt.translate import GNMTGlobalScorer, Translator
from onmt.utils.parse import ArgumentParser
from worker import Pieces, batches_by_length, parser, pieces_of, serve


def make_translator(vocabulary: int, layers: int, input_feeding: bool, beam: int, length: int) -> Translator:
    """A recurrent model of the benchmark's size, in its translator."""
    marks = [DefaultTokens.PAD, DefaultTokens.BOS, DefaultTokens.EOS, DefaultTokens.UNK]
    words = pyonmttok.build_vocab_from_tokens([f"piece{i}" for i in range(vocabulary - 4)], special_tokens=marks)
    words.default_id = words[DefaultTokens.UNK]
    vocabs = {"src": words, "tgt": words, "decoder_start_token": DefaultTokens.BOS}
    reader = ArgumentParser()
    onmt.opts.train_opts(reader)
    size = f"-layers {layers} -hidden_size 512 -word_vec_size 256"
    given = (
        f"-data none -src_vocab none -encoder_type brnn -decoder_type rnn -rnn_type LSTM -global_attention dot {size}"
    )
    options, _ = reader.parse_known_args(given.split())
    options.input_feed, options.dropout, options.attention_dropout = int(input_feeding), [0.0], [0.0]
    ArgumentParser.update_model_opts(options)
    torch.manual_seed(1)
    model = build_base_model(options, vocabs)
    for parameter in model.parameters():
        torch.nn.init.uniform_(parameter, -0.1, 0.1)
    return Translator(
        model.eval(),
        vocabs,
        min_length=length,
        max_length=length,
        max_length_ratio=0,
        beam_size=beam,
        ban_unk_token=True,
        dump_beam="",
        global_scorer=GNMTGlobalScorer(0.0, 0.0, "avg", "none"),
    )


def make_batch(sources: Pieces, pad: int, end: int) -> dict[str, Any]:
    """A batch as its loader would make it: pieces, end mark, padding."""
    lengths = torch.tensor([len(source) + 1 for source in sources])
    padded = torch.full((len(sources), int(lengths.max()), 1), pad)
    for row, source in enumerate(sources):
        padded[row, : len(source), 0] = torch.tensor(source)
        padded[row, len(source), 0] = end
    return {"src": padded, "srclen": lengths, "ind_in_bucket": list(range(len(sources)))}


def main() -> None:
    """Serve."""
    reader = parser()
    reader.add_argument("--input-feeding", action="store_true")
    options = reader.parse_args()
    torch.set_num_threads(options.threads)
    translator = make_translator(
        options.vocabulary, options.layers, options.input_feeding, options.beam, options.length
    )
    words = translator.vocabs["src"]
    marks = words[DefaultTokens.PAD], words[DefaultTokens.EOS]
    batches = [make_batch(chosen, *marks) for chosen in batches_by_length(pieces_of(options.work), options.batch_size)]

    def decode(some: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [translator.translate_batch(batch, False) for batch in some]

    def count(results: list[dict[str, Any]]) -> int:
        return sum(len(best[0]) for result in results for best in result["predictions"])

    parameters = sum(parameter.numel() for parameter in translator.model.parameters())
    name = f"OpenNMT-py 3.5.1{', input feeding' if options.input_feeding else ''}"
    serve(name, parameters, lambda: decode(batches), count, lambda: decode(batches[:2]))


if __name__ == "__main__":
    main()
