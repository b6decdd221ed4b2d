"""CTranslate2 4.8.5 as a contestant: an int8 Transformer of 6 + 6 layers, random weights, outputs of forced length."""

from __future__ import annotations

import tempfile

import ctranslate2
import numpy as np
from ctranslate2.specs import TransformerSpec
from worker import parser, pieces_of, serve

LAYERS = 6


def _fill(spec: object, shapes: dict[str, tuple[int, ...]], generator: np.random.Generator) -> int:
    """Give a part of a specification random weights; the number of them."""
    total = 0
    for name, shape in shapes.items():
        weights = generator.normal(0, shape[-1] ** -0.5 if len(shape) > 1 else 0.0, shape).astype(np.float32)
        setattr(spec, name, weights + np.float32(name == "gamma"))
        total += weights.size
    return total


def _linears(linears: list[object], shapes: list[tuple[int, int]], generator: np.random.Generator) -> int:
    return sum(
        _fill(linear, {"weight": shape, "bias": shape[:1]}, generator)
        for linear, shape in zip(linears, shapes, strict=True)
    )


def make_spec(vocabulary: int, width: int, inner: int) -> tuple[TransformerSpec, int]:
    """A Transformer with random weights, and their number."""
    spec = TransformerSpec.from_config(LAYERS, width // 64, pre_norm=True)
    generator = np.random.default_rng(1)
    norm = {"gamma": (width,), "beta": (width,)}
    square, several = (width, width), [(inner, width), (width, inner)]
    total = 0
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        tables = side.embeddings if isinstance(side.embeddings, list) else [side.embeddings]
        total += sum(_fill(table, {"weight": (vocabulary, width)}, generator) for table in tables)
        total += _fill(side.layer_norm, norm, generator)
        for layer in side.layer:
            total += _linears(layer.self_attention.linear, [(3 * width, width), square], generator)
            total += _linears([layer.ffn.linear_0, layer.ffn.linear_1], several, generator)
            norms = [layer.self_attention.layer_norm, layer.ffn.layer_norm]
            if side is spec.decoder:
                total += _linears(layer.attention.linear, [square, (2 * width, width), square], generator)
                norms.append(layer.attention.layer_norm)
            total += sum(_fill(each, norm, generator) for each in norms)
    total += _linears([spec.decoder.projection], [(vocabulary, width)], generator)
    words = ["<blank>", "<s>", "</s>", "<unk>", *(f"piece{i}" for i in range(4, vocabulary))]
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.config.add_source_eos = True
    spec.validate()
    return spec, total


def main() -> None:
    """Serve."""
    reader = parser()
    reader.add_argument("--width", type=int, default=512)
    reader.add_argument("--inner", type=int, default=2048)
    reader.add_argument("--side-by-side", action="store_true", help="a thread a batch, not all threads in one batch")
    options = reader.parse_args()
    spec, parameters = make_spec(options.vocabulary, options.width, options.inner)
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        side_by_side = options.threads if options.side_by_side else 1
        translator = ctranslate2.Translator(
            folder,
            compute_type="int8",
            inter_threads=side_by_side,
            intra_threads=options.threads // side_by_side,
        )
    sources = [[f"piece{i}" for i in source] for source in pieces_of(options.work)]

    def decode(some: list[list[str]]) -> list[ctranslate2.TranslationResult]:
        return translator.translate_batch(
            some,
            beam_size=options.beam,
            max_batch_size=options.batch_size,
            min_decoding_length=options.length,
            max_decoding_length=options.length,
        )

    def count(results: list[ctranslate2.TranslationResult]) -> int:
        return sum(len(result.hypotheses[0]) for result in results)

    how = "a thread a batch" if options.side_by_side else "threads within a batch"
    name = f"CTranslate2 4.8.5 int8 Transformer {options.width}/{options.inner}, {how}"
    serve(name, parameters, lambda: decode(sources), count, lambda: decode(sources[: 2 * options.batch_size]))


if __name__ == "__main__":
    main()
