"""What `translator doctor` looks at. Nothing here imports torch unless it is asked to."""

from __future__ import annotations

import locale
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from translator import __version__
from translator.errors import TranslatorError

RUNNING = ("numpy", "onnxruntime", "sentencepiece", "rich", "typer", "prompt-toolkit")
TRAINING = ("torch", "onnx", "safetensors", "sacrebleu", "tensorboard")
OPTIONAL = {"matplotlib": "plot", "sacremoses": "report", "eflomal": ""}
SENTENCES = {"fr": "Il pleut.", "en": "It is raining."}


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        what: was found.
        remedy: what to do about it, where something is wrong or could be better.
        is_broken: whether something does not work that must.
        is_absent: whether it is something that need not be there, and is not.
    """

    what: str
    remedy: str = ""
    is_broken: bool = False
    is_absent: bool = False

    @property
    def mark(self) -> str:
        """A sign that says how it is without colour."""
        return "✗" if self.is_broken else "!" if self.remedy else "·" if self.is_absent else "✓"


def examine_versions() -> Iterator[Finding]:
    """Versions of what is installed."""
    yield Finding(f"translator {__version__}, Python {platform.python_version()}, {platform.platform()}")
    for names, needed_for in ((RUNNING, "translating"), (TRAINING, "training and measuring")):
        found = {name: _version(name) for name in names}
        yield Finding(f"for {needed_for}: " + ", ".join(f"{name} {v}" for name, v in found.items() if v))
        for name in (name for name, v in found.items() if not v):
            yield Finding(f"{name} is missing", f"pip install '{_wanted(name)}'", is_broken=True)
    for name, extra in OPTIONAL.items():
        found_version = _version(name)
        how = f"pip install 'translator[{extra}]'" if extra else f"pip install {name}"
        what = f"{name} {found_version}" if found_version else f"{name} is not installed (optional: {how})"
        yield Finding(what, is_absent=not found_version)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _wanted(name: str) -> str:
    """The requirement as the package states it."""
    try:
        wanted = requires("translator") or []
    except PackageNotFoundError:
        wanted = []
    return next((line for line in wanted if line.replace("_", "-").lower().startswith(name)), name)


def examine_machine() -> Iterator[Finding]:
    """Engine, cores, instructions."""
    from translator.machine import all_cores, instructions, usable_cores

    usable, there = usable_cores(), all_cores()
    yield Finding(f"{usable} of {there} cores may be used" if usable != there else f"{there} cores")
    sets = instructions()
    yield Finding("instructions: " + (", ".join(sets) or "unknown"))
    try:
        import onnxruntime
    except ImportError as error:
        yield Finding(
            f"ONNX Runtime does not load: {error}", "pip install --force-reinstall onnxruntime", is_broken=True
        )
        return
    providers = onnxruntime.get_available_providers()
    if "CPUExecutionProvider" in providers:
        yield Finding(
            f"engine: ONNX Runtime {onnxruntime.__version__} on the processor; --engine torch is the other one"
        )
    else:
        yield Finding("ONNX Runtime has no engine for the processor", "pip install onnxruntime", is_broken=True)


def examine_models() -> Iterator[Finding]:
    """Models: whether each opens and translates, and whether the language guess works."""
    from translator.decoding.model_folder import known_models, model_places

    paths = known_models()
    for path in paths:
        yield _try_model(path)
    for place in model_places():
        for path in sorted(place.iterdir()) if place.is_dir() else []:
            if (path / "config.toml").is_file() and not (path / "encoder.onnx").is_file():
                remedy = "restore the folder, or take it away"
                yield Finding(f"{path} is no whole model: it has no encoder.onnx", remedy, is_broken=True)
    if not paths:
        remedy = f"install translator anew, or put a model folder under {model_places()[0]}"
        yield Finding("no model is installed", remedy, is_broken=True)
    try:
        from translator.text.language import guess_language

        guess_language("Il pleut.")
        yield Finding("French is told from English")
    except (TranslatorError, ImportError) as error:
        yield Finding(str(error), "install translator anew", is_broken=True)


def _try_model(path: Path) -> Finding:
    from translator.decoding.model_folder import ModelFolder

    began = time.perf_counter()
    try:
        from translator.decoding.translator import Translator

        folder = ModelFolder.open(path)
        said = Translator.load(path, threads=1).translate(SENTENCES.get(folder.source_language, "."))
    except TranslatorError as error:
        return Finding(f"{path.name}: {error}", f"restore {path}, or take it away", is_broken=True)
    except ImportError as error:
        return Finding(f"{path.name} cannot be tried: {error}", "install what is missing above", is_broken=True)
    seconds = time.perf_counter() - began
    way = f"{folder.source_language} → {folder.target_language}"
    return Finding(
        f"{folder.name} ({way}, {folder.network.cell}): {said.source} → {said.text} ({seconds:.2f} s, {path})"
    )


def examine_folders() -> Iterator[Finding]:
    """Folders and files, and whether what is kept can be written."""
    from translator.cli.line_editor import history_file
    from translator.cli.settings import settings_file
    from translator.decoding.model_folder import model_places

    models, config, history = model_places()[0], settings_file(), history_file()
    for what, path, folder in (
        ("models of your own", models, models),
        ("config file", config, config.parent),
        ("history of the prompt", history, history.parent),
    ):
        there = next((place for place in (folder, *folder.parents) if place.exists()), Path("/"))
        if there.is_dir() and os.access(there, os.W_OK):
            yield Finding(f"{what}: {path}{'' if path.exists() else ' (not there yet)'}")
        else:
            yield Finding(f"{what}: {path} cannot be written", f"look at the rights of {there}")


def examine_config() -> Iterator[Finding]:
    """What is set, and by what."""
    from translator.cli.settings import (
        BUILT_IN,
        in_force,
        settable,
        settings_file,
        unknown,
        unknown_variables,
        variable_key,
    )
    from translator.cli.translate import command

    click_command = command()
    try:
        found = {key: value for key, value in in_force(click_command).items() if value[1] != BUILT_IN}
    except TranslatorError as error:
        yield Finding(str(error), f"mend {settings_file()}, or delete it", is_broken=True)
        return
    for key, (value, origin) in found.items():
        yield Finding(f"{key} = {value} ({origin})")
    if not found:
        yield Finding("all as built in")
    for name in unknown_variables(click_command):
        yield Finding(f"{name} is set, and does nothing", unknown(variable_key(name), settable(click_command)))


def examine_terminal() -> Iterator[Finding]:
    """Encoding, width and colours."""
    encoding = locale.getpreferredencoding(False)
    if encoding.upper().replace("-", "") in ("UTF8", "UTF_8"):
        yield Finding(f"locale: {encoding}")
    else:
        remedy = "output is UTF-8 all the same; if letters look wrong, set LANG=C.UTF-8 or the terminal to UTF-8"
        yield Finding(f"locale: {encoding}", remedy)
    if not sys.stdout.isatty():
        yield Finding("output goes to no terminal: no colours, no table unless --align")
        return
    from translator.show.console import console_on

    console = console_on(sys.stdout)
    yield Finding(f"{console.width} columns, colours: {console.color_system or 'none'}")


def examine_torch() -> Iterator[Finding]:
    """What torch can do here."""
    try:
        import torch
    except ImportError as error:
        yield Finding(f"torch does not load: {error}", "pip install --force-reinstall torch", is_broken=True)
        return
    devices = ["cpu", *(f"cuda:{i} {torch.cuda.get_device_name(i)}" for i in range(torch.cuda.device_count()))]
    yield Finding(f"torch {torch.__version__} on {', '.join(devices)}; {torch.get_num_threads()} threads")


SECTIONS: dict[str, Callable[[], Iterator[Finding]]] = {
    "Versions": examine_versions,
    "Machine": examine_machine,
    "Models": examine_models,
    "Folders": examine_folders,
    "Config": examine_config,
    "Terminal": examine_terminal,
}
