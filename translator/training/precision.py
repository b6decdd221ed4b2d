"""Precision: in which numbers the working copy computes, and the scale that float16 needs."""

from __future__ import annotations

import torch

from translator.errors import TranslatorError
from translator.training.recipe import Precision

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


def working_precision(name: Precision, device: str) -> torch.dtype:
    """The precision that "auto" means on this machine."""
    if name == "auto":
        capable = torch.cuda.is_bf16_supported() if device.startswith("cuda") else _computes_in_bfloat16()
        name = "bfloat16" if capable else "float32"
    return DTYPES[name]


def _computes_in_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16 itself; emulated it would be slower than float32."""
    capabilities = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16") or capabilities.get("bf16"))


def allow_tf32(allowed: bool) -> None:
    """Let CUDA and cuDNN make products of float32 numbers with 10 bits of mantissa (Ampere and later), or not."""
    torch.backends.cuda.matmul.allow_tf32 = allowed
    torch.backends.cudnn.allow_tf32 = allowed


def check_device(device: str) -> None:
    """See that the device is there.

    Raises:
        TranslatorError: it is not.
    """
    try:
        torch.empty(1, device=device)
    except (RuntimeError, AssertionError) as error:
        reason = str(error).splitlines()[0]
        raise TranslatorError(f"cannot use the device {device!r}: {reason}; use --device cpu") from error


class LossScale:
    """What gradients are multiplied by so that small ones survive float16 (Micikevicius et al. 2018); else 1.

    It halves when a gradient overflows and doubles after ``patience`` updates without; a power of two, so that
    scaling rounds nothing. It starts low, as gradients are of sums over a batch's pieces, not of means.
    """

    def __init__(self, precision: torch.dtype, first: float = 256.0, patience: int = 2000) -> None:
        self.active = precision == torch.float16
        self.value = first if self.active else 1.0
        self.patience = patience
        self.good = 0

    def update(self, *, finite: bool) -> None:
        """After every update: whether its gradient was finite."""
        if not self.active:
            return
        self.good = self.good + 1 if finite else 0
        if not finite:
            self.value = max(self.value / 2, 2.0**-14)
        elif self.good >= self.patience:
            self.value, self.good = self.value * 2, 0
