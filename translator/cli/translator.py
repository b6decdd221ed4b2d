"""`translator VERB`: train, evaluate, export and the rest. Verbs are imported when they are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import typer

from translator.cli.file_once import FileOnce
from translator.cli.runner import HELP_NAMES, Version, run

EXAMPLES = """
Examples

\b
Make a model:
  translator train --source a.fr --target a.en --dev-source dev.fr --dev-target dev.en --out my-model
  translator train --resume my-model                 after a crash, a Ctrl-C or a dead battery
  translator export my-model other --shortlist 20    its folder again, made otherwise

\b
Measure it:
  translator evaluate -m ./my-model -m fr-en-lstm -s test.fr -r test.en    better, really?
  translator align -s a.fr -t a.en > links           where the words of given pairs come from

\b
Data:
  translator corpus list                             public corpora, with size and licence
  translator corpus download multi30k                one of them, verified and unpacked
  translator corpus clean -s a.fr -t a.en --out-source b.fr --out-target b.en
  translator tokenizer a.fr a.en --out my.model      pieces of both languages

\b
This machine:
  translator models list                             what is installed
  translator config set typography plain             a default of translate
  translator doctor                                  does it all work?
  translator benchmark                               how fast is it here?
  translator --install-completion                    Tab completes verbs, flags and models
"""

app = typer.Typer(
    no_args_is_help=True,
    context_settings=HELP_NAMES,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Train, measure and ship French-English translation models. (To translate, use: translate)",
    epilog=EXAMPLES,
)


@app.callback()
def translator(version: Version = False) -> None:
    pass


def _add_verbs(wanted: str | None) -> None:
    """Register the verbs; the flags of `train` come from the training room, so it is imported only if needed."""
    from translator.cli import (
        align,
        average,
        benchmark,
        config,
        corpus,
        doctor,
        evaluate,
        export,
        models,
        tokenizer,
        train,
    )

    train_command = train.train
    if wanted in ("train", None):
        from translator.cli.recipe_flags import with_recipe_flags

        app.command("train", cls=FileOnce, epilog=train.EXAMPLES)(with_recipe_flags(train_command))
    else:
        app.command("train", epilog=train.EXAMPLES)(_listed(train_command.__doc__))
    app.command("evaluate", cls=FileOnce, epilog=evaluate.EXAMPLES)(evaluate.evaluate)
    app.command("align", cls=FileOnce, epilog=align.EXAMPLES)(align.align)
    app.command("benchmark", cls=FileOnce, epilog=benchmark.EXAMPLES)(benchmark.benchmark)
    app.command("tokenizer", cls=FileOnce)(tokenizer.tokenizer)
    app.add_typer(corpus.app, name="corpus")
    app.command("export", cls=FileOnce)(export.export)
    app.command("average", cls=FileOnce)(average.average)
    app.add_typer(models.app, name="models")
    app.add_typer(config.app, name="config")
    app.command("doctor")(doctor.doctor)


def _listed(summary: str | None) -> Callable[[], None]:
    def command() -> None: ...

    command.__doc__ = summary
    return command


def main() -> None:
    """Entry point of the command."""
    if sys.argv[1:2] == ["help"]:  # as many programs have it: help, help VERB
        sys.argv[1:] = [*sys.argv[2:], "--help"]
    words = [word for word in _words() if not word.startswith("-")]
    _add_verbs(words[0] if words else "help")
    run(app, "translator")


def _words() -> list[str]:
    """What stands after the command, also where a shell asks how it could go on."""
    if "_TRANSLATOR_COMPLETE" not in os.environ:
        return sys.argv[1:]
    return (os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or "").split()[1:]
