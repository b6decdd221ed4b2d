"""What a model's two graphs take and give, as `translator.decoding.export.network` writes them."""

from __future__ import annotations

from typing import Literal

from translator.network.config import NetworkConfig

Part = Literal["encoder", "decoder"]
Shape = tuple[int | None, ...]  # None: any number
Described = tuple[int, Shape]  # element type and shape

PARTS: tuple[Part, Part] = ("encoder", "decoder")
FLOAT, INT8, INT64 = 1, 3, 7  # element types, as ONNX numbers them


def signature(
    part: Part, network: NetworkConfig, precision: str, *, limited: bool
) -> tuple[dict[str, Described], dict[str, Described]]:
    """Inputs and outputs that a graph must have, as `translator.decoding.export.network` writes them."""
    hidden, layers, width = network.hidden, network.decoder_layers, network.embedding
    memory: dict[str, Described] = {
        "keys": (FLOAT, (None, None, hidden) if network.attention == "additive" else (None, hidden, None)),
        "values": (FLOAT, (None, None, hidden)),
        "mask": (FLOAT, (None, None)),
    }
    parts = ("hidden", "cell") if network.cell == "lstm" else ("hidden",)
    states: dict[str, Described] = {f"state_{name}": (FLOAT, (layers, None, hidden)) for name in parts}
    output: dict[str, Described] = {}
    if limited:
        output = {"output_matrix": (INT8, (width, None)), "output_scale": (FLOAT, (None,))}
        if precision == "float32":
            output = {"output_matrix": (FLOAT, (width, None))}
        output["output_bias"] = (FLOAT, (None,))
    row: Described = (INT64, (None,))
    if part == "encoder":
        return {"source": (INT64, (None, None)), **({"vocabulary": row} if limited else {})}, memory | states | output
    inputs = {"previous": row, "rows": row, "grid": (INT64, (None, None)), "places": row, "candidates": (INT64, (1,))}
    outputs: dict[str, Described] = {"log_probabilities": (FLOAT, (None, None)), "pieces": (INT64, (None, None))}
    outputs |= {"attention": (FLOAT, (None, None)), **{f"next_{name}": kind for name, kind in states.items()}}
    if network.input_feeding:
        states["readout"] = outputs["next_readout"] = (FLOAT, (None, width))
    if limited:
        inputs |= {"vocabulary": row, "sentences": row, "allowed": (FLOAT, (None, None))}
    return inputs | memory | states | output, outputs
