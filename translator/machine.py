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
    """Have what training frees kept for its next tensors, and the matrix library keep fewer programs.

    The C library (glibc, where it can be told) gives large blocks back and gets them again with every update, and
    clearing their pages takes time. oneDNN writes a program for every new shape, a megabyte and more each in bfloat16,
    and keeps a thousand; batches have ever new shapes, so that it came to 14 GB (it reads its limit when it is first
    used).
    """
    import ctypes

    for name in ("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "LRU_CACHE_CAPACITY"):
        os.environ.setdefault(name, "200")
    mmap_threshold, trim_threshold = -3, -1  # as malloc.h numbers them
    with suppress(AttributeError, OSError):
        tune = ctypes.CDLL(None).mallopt
        tune(mmap_threshold, 1 << 25)
        tune(trim_threshold, 1 << 29)


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
