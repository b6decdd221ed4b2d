"""Runs a Typer app so that every error is one clear line: 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from translator.errors import TranslatorError
from translator.show.console import use_utf8

# Typer brings its own copy of click or uses the installed one; either way this is the class of usage errors.
UsageError: Any = typer.BadParameter.__mro__[1]

HELP_NAMES = {"help_option_names": ["-h", "--help"]}


def _show_version(wanted: bool) -> None:
    if wanted:
        from translator import __version__

        typer.echo(f"translator {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", help="Say which version this is.", callback=_show_version, is_eager=True)
]
LONGEST_MESSAGE = 2000  # characters
STOPPED = 130  # as shells say of a program that Ctrl-C ended


class WrongUsageError(TranslatorError):
    """What was typed cannot be meant; exit code 2."""


class StoppedError(TranslatorError):
    """Ctrl-C, where more is to be said than that; exit code 130."""


def run(app: typer.Typer, program: str, defaults: Callable[[Any], dict[str, Any]] | None = None) -> None:
    """Run the app on the command line and leave with its exit code.

    Args:
        app: to run.
        program: its name.
        defaults: given the command, values of parameters where neither the command line nor the environment has them.
    """
    use_utf8()
    sys.exit(_exit_code(typer.main.get_command(app), program, defaults))


def _exit_code(command: Any, program: str, defaults: Callable[[Any], dict[str, Any]] | None) -> int:
    try:
        extra: dict[str, Any] = {"default_map": defaults(command)} if defaults else {}
        result = command.main(prog_name=program, standalone_mode=False, **extra)
        sys.stdout.flush()
        if result == STOPPED:  # Typer made of a Ctrl-C what some versions of it leave to us
            return fail("stopped", STOPPED)
        return result if isinstance(result, int) else 0
    except TranslatorError as error:
        return fail(str(error), {WrongUsageError: 2, StoppedError: STOPPED}.get(type(error), 1))
    except SystemExit as error:
        # Typer leaves so when the reader has gone (as in `translate … | head`), which is no failure.
        if "Pacify" in type(sys.stdout).__name__:
            return 0
        return error.code if isinstance(error.code, int) else 1
    except UsageError as error:
        context = getattr(error, "ctx", None)
        if type(error).__name__.startswith("NoArgsIsHelp") and context:
            print(context.get_help(), file=sys.stderr)
            return 2
        path = context.command_path if context else _verb_path(command, program)
        message = error.format_message().rstrip(".").replace("Value error, ", "")  # pydantic says so, if installed
        return fail(f"{with_hint(message)}{_or_text(message, program)}{_set_by(error)}; see: {path} --help", 2)
    except (KeyboardInterrupt, typer.Abort):
        return fail("stopped", STOPPED)
    except BrokenPipeError:
        # The reader has gone (as in `translate … | head`); nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        return fail(f"{error.strerror or error}{where}")


def _verb_path(command: Any, program: str) -> str:
    """The command with the verbs that were typed; Click's parser does not say where it was."""
    path = program
    for word in sys.argv[1:]:
        command = getattr(command, "commands", {}).get(word)
        if command is None:
            break
        path += f" {word}"
    return path


def _or_text(message: str, program: str) -> str:
    """Where a text that begins with - was taken for an option: how it is given."""
    found = re.match(r"No such option: (\S+)(.*)", message)
    if program != "translate" or not found:
        return ""
    text = next((word for word in sys.argv[1:] if word.startswith(found[1])), "")
    if not (text and " " in text) and found[2]:  # it was nearly an option
        return ""
    return f"; if it is text, put -- before it: translate -- {shlex.quote(text or found[1])}"


def _set_by(error: Any) -> str:
    """Where a wrong value came from, if not from the command line."""
    parameter = getattr(error, "param", None)
    name = getattr(parameter, "envvar", None)
    if not isinstance(name, str) or name not in os.environ:
        return ""
    return "" if is_given(parameter) else f" (set by {name})"


def is_given(parameter: Any) -> bool:
    """Whether an option stands on the command line: as --flag VALUE, --flag=VALUE, -f VALUE or -fVALUE."""
    short = tuple(flag for flag in parameter.opts if not flag.startswith("--"))
    flags = [*parameter.opts, *parameter.secondary_opts]
    return any(word.partition("=")[0] in flags or (short and word.startswith(short)) for word in sys.argv[1:])


def with_hint(message: str) -> str:
    """A message of wrong usage, with the nearest thing that would have been right."""
    import difflib

    if found := re.search(r"option: (\S+) \(Possible options: ([^)]*)\)", message):
        near = difflib.get_close_matches(found[1], found[2].split(", "), n=1, cutoff=0)
        return f"{message[: found.end(1)]}; did you mean {near[0]}?"
    if found := re.search(r"'([^']*)' is not one of ('.*')$", message):
        near = difflib.get_close_matches(found[1].casefold(), re.findall(r"'([^']*)'", found[2]), n=1, cutoff=0.5)
        return f"{message}; did you mean '{near[0]}'?" if near else message
    if message == "No such command 'translate'":
        return f"{message}; translating is a command of its own: translate TEXT"
    return message.replace("'. Did you mean ", "'; did you mean ")


def fail(message: str, code: int = 1) -> int:
    """Say what went wrong, on stderr, in one line."""
    print(f"error: {_one_line(message)}", file=sys.stderr)
    return code


def warn(message: str) -> None:
    """Say something a person should know, on stderr."""
    print(f"warning: {_one_line(message)}", file=sys.stderr)


def _one_line(message: str) -> str:
    """What is said of files from strangers quotes them; it is one line and commands no terminal."""
    from translator.files import printable

    line = " ".join(printable(message).split())
    return line if len(line) <= LONGEST_MESSAGE else f"{line[:LONGEST_MESSAGE]} …"


def note(message: str) -> None:
    """Say how things go, on stderr."""
    print(message, file=sys.stderr)
