"""`translator VERB`: train, evaluate, export and the rest. Verbs are imported when they are called."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from translator.cli.runner import run

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Train, measure and ship French-English translation models. (To translate, use: translate)",
)


def _add_verbs(wanted: str | None) -> None:
    """Register the verbs; the flags of `train` come from the training room, so it is imported only if needed."""
    from translator.cli import align, average, corpus, evaluate, export, models, tokenizer, train

    train_command = train.train
    if wanted in ("train", None):
        from translator.cli.recipe_flags import with_recipe_flags

        app.command("train", epilog=train.EXAMPLES)(with_recipe_flags(train_command))
    else:
        app.command("train", epilog=train.EXAMPLES)(_listed(train_command.__doc__))
    app.command("evaluate", epilog=evaluate.EXAMPLES)(evaluate.evaluate)
    app.command("align", epilog=align.EXAMPLES)(align.align)
    app.command("tokenizer")(tokenizer.tokenizer)
    app.add_typer(corpus.app, name="corpus")
    app.command("export")(export.export)
    app.command("average")(average.average)
    app.add_typer(models.app, name="models")


def _listed(summary: str | None) -> Callable[[], None]:
    def command() -> None: ...

    command.__doc__ = summary
    return command


def main() -> None:
    """Entry point of the command."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    _add_verbs(words[0] if words else "help")
    run(app, "translator")
