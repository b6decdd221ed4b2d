"""A model as it was typed: a name that none has is wrong usage, one that is damaged is not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from translator.cli.runner import WrongUsageError
from translator.errors import TranslatorError

if TYPE_CHECKING:
    from translator.decoding.model_folder import ModelFolder


def named_model(name_or_folder: str) -> ModelFolder:
    """See `find_model`.

    Raises:
        WrongUsageError: no model has that name.
        TranslatorError: there is no such folder, or the model is damaged.
    """
    from translator.decoding.model_folder import find_model, known_models

    try:
        return find_model(name_or_folder)
    except TranslatorError as error:
        is_known = name_or_folder in {path.name for path in known_models()}
        if is_known or "/" in name_or_folder or Path(name_or_folder).exists():
            raise
        raise WrongUsageError(str(error)) from error
