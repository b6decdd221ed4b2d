"""What the shell offers where a value is to be typed; the shells' own scripts come from Typer."""

from __future__ import annotations


def model_names(incomplete: str) -> list[str]:
    """Names of installed models; where none fits, nothing, and the shell offers folders."""
    from translator.decoding.model_folder import known_models

    return [path.name for path in known_models() if path.name.startswith(incomplete)]


def devices(incomplete: str) -> list[str]:
    """What torch may compute on."""
    return [name for name in ("cpu", "cuda", "mps") if name.startswith(incomplete)]


def precisions(incomplete: str) -> list[str]:
    """Of a model folder's weights."""
    return [name for name in ("int8", "float32") if name.startswith(incomplete)]


def cells(incomplete: str) -> list[str]:
    """Recurrent cells."""
    return [name for name in ("lstm", "gru") if name.startswith(incomplete)]


def settings(incomplete: str) -> list[str]:
    """Keys of the config file."""
    from translator.cli.settings import settable
    from translator.cli.translate import command

    return [key for key in settable(command()) if key.startswith(incomplete)]
