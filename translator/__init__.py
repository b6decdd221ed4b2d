"""French ↔ English translation with a recurrent network that shows which source words each word came from.

>>> from translator import Translator
>>> translation = Translator.load("fr-en-lstm").translate("Je suis etudiant")
>>> translation.text
'I am a student.'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translator.decoding.aligner import Aligner
    from translator.decoding.alignment import AlignedPair
    from translator.decoding.translation import Translation
    from translator.decoding.translator import Translator
    from translator.errors import TranslatorError

__version__ = "0.1.0"
__all__ = ["AlignedPair", "Aligner", "Translation", "Translator", "TranslatorError", "__version__"]

_HOMES = {
    "AlignedPair": "translator.decoding.alignment",
    "Aligner": "translator.decoding.aligner",
    "Translation": "translator.decoding.translation",
    "Translator": "translator.decoding.translator",
    "TranslatorError": "translator.errors",
}


def __getattr__(name: str) -> Any:
    # Imported on first use: the command line must not pay for NumPy and ONNX Runtime to print its help.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'translator' has no attribute {name!r}")
