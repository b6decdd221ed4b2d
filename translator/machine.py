"""What this machine can do that matters here: cores, and instructions for narrow numbers."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

# As Linux names them; what products of int8 and bfloat16 numbers gain from.
FLAGS = {
    "avx2": "AVX2",
    "avx512f": "AVX-512",
    "avx_vnni": "int8 (AVX-VNNI)",
    "avx512_vnni": "int8 (AVX-512 VNNI)",
    "amx_int8": "int8 (AMX)",
    "avx512_bf16": "bf16 (AVX-512)",
    "amx_bf16": "bf16 (AMX)",
    "asimd": "NEON",
    "asimddp": "int8 (dot product)",
    "i8mm": "int8 (matrix)",
    "bf16": "bf16",
}


def usable_cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else all_cores()


def all_cores() -> int:
    """Processor cores that there are."""
    return os.cpu_count() or 1


def give_back_memory() -> None:
    """Hand freed memory back to the system, where the C library can be told to (glibc).

    It keeps what it freed, in a pool for each thread; one long line's share would stay until the end of a file.
    """
    import ctypes

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def keep_memory() -> None:
    """Have freed memory kept for the next tensor instead of given back, where the C library can be told to (glibc).

    It maps every large tensor afresh otherwise, and clearing its pages takes as long as a good part of the arithmetic:
    a sixth of an update in bfloat16.
    """
    import ctypes

    mmap_max, trim_threshold, top_pad = -4, -1, -2  # as malloc.h numbers them
    with suppress(AttributeError, OSError):
        tune = ctypes.CDLL(None).mallopt
        tune(mmap_max, 0)
        tune(trim_threshold, -1)  # never
        tune(top_pad, 1 << 26)


def instructions() -> list[str]:
    """The instruction sets of the processor that matter here; empty where that cannot be told."""
    import platform

    flags: set[str] = set()
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.lower().startswith(("flags", "features")):
                flags |= set(line.partition(":")[2].split())
    except OSError:
        if platform.system() == "Darwin":
            flags = _mac_flags()
    return [name for flag, name in FLAGS.items() if flag in flags]


def _mac_flags() -> set[str]:
    import platform
    import subprocess

    names = {"FEAT_DotProd": "asimddp", "FEAT_I8MM": "i8mm", "FEAT_BF16": "bf16"}
    done = subprocess.run(["sysctl", "hw.optional"], capture_output=True, text=True, check=False)
    found = {flag for name, flag in names.items() if f"hw.optional.arm.{name}: 1" in done.stdout}
    return found | ({"asimd"} if platform.machine() == "arm64" else {"avx2"})
