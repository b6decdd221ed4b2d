"""What can be seen to be wrong before anything is translated: flags that contradict each other, a plot of no kind.

Only flags that stand on the command line contradict: a default from the config file or the environment gives way.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from translator.cli.runner import WrongUsageError
from translator.cli.translating import Request


def refuse_conflicts(request: Request) -> None:
    """Refuse flags of which one would be left out in silence.

    Raises:
        WrongUsageError: there are such flags.
    """
    given = request.given
    if "json" in given and "output_format" in given and request.typed_format != "json":
        raise WrongUsageError(f"--json and --format {request.typed_format} are two formats; give one of them")
    if request.output_format == "json" and given & {"json", "output_format"}:
        for flag in ("align", "heatmap"):
            if flag in given and getattr(request, flag):
                raise WrongUsageError(f"JSON has all weights and links already; leave out --{flag}")
    if given >= {"beam", "nbest"} and request.nbest > request.beam:
        raise WrongUsageError(
            f"--beam {request.beam} keeps too few hypotheses for --nbest {request.nbest}; "
            f"leave out --beam, or say --beam {request.nbest}"
        )


def check_plot(path: Path, text: Sequence[str] | None) -> None:
    """Whether a plot of this name can be drawn, and there is a text to draw.

    Raises:
        WrongUsageError: it cannot, or there is none.
    """
    from translator.show.plot import KINDS

    is_kind = path.suffix.lower() in KINDS
    if not is_kind and not text:  # the text stands where the name should
        raise WrongUsageError(f"FILE is missing after --plot: translate --plot weights.html {shlex.quote(str(path))}")
    if not is_kind:
        raise WrongUsageError(f"--plot {path} ends in none of {', '.join(KINDS)}; give FILE one of these endings")
    if not text:
        raise WrongUsageError("--plot draws one text; give it as words")
