"""Links of a whole corpus by eflomal (Östling & Tiedemann 2016), an aligner that learns from the corpus itself.

eflomal is a program of its own (``pip install eflomal``); it is run, not imported. Words are given to it as
`split_words` has them, normalised and in small letters, so that its links count the words that ours do.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from translator.corpus.reading import Pair, read_parallel
from translator.errors import TranslatorError
from translator.text.links import Links, from_pharaoh
from translator.text.normalise import normalise
from translator.text.words import split_words

PROGRAM = "eflomal-align"


def eflomal_links(pairs: Iterable[Pair], *, tokenised: bool = False) -> Iterator[tuple[Links, Links]]:
    """Links of both directions, source-target, pair by pair.

    Args:
        pairs: the corpus; the larger it is, the better the links.
        tokenised: words are what stands between spaces.

    Raises:
        TranslatorError: eflomal is not installed, or fails.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise TranslatorError(f"there is no program {PROGRAM} on the path; get it with: pip install eflomal")
    with tempfile.TemporaryDirectory(prefix="translator-") as name:
        files = {part: Path(name) / part for part in ("source", "target", "forward", "backward")}
        with (
            files["source"].open("w", encoding="utf-8") as source,
            files["target"].open("w", encoding="utf-8") as target,
        ):
            for one, other in pairs:
                source.write(f"{_words(one, tokenised)}\n")
                target.write(f"{_words(other, tokenised)}\n")
        flags = {"-s": "source", "-t": "target", "-f": "forward", "-r": "backward"}
        command = [program, *(word for flag, part in flags.items() for word in (flag, str(files[part])))]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
        if done.returncode or not files["backward"].is_file():
            said = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
            raise TranslatorError(f"{PROGRAM} failed: {said}")
        for forward, backward in read_parallel(files["forward"], files["backward"]):
            yield from_pharaoh(forward)[0], from_pharaoh(backward)[0]


def _words(text: str, tokenised: bool) -> str:
    words = text.split() if tokenised else [word.text for word in split_words(normalise(text))]
    return " ".join(words).lower()
