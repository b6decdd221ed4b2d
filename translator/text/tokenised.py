"""Text that someone has split into words before, as gold alignments and aligners have it, made readable again.

A model has learnt from ``l'homme, dit-il``, not from ``l ' homme , dit - il``; but links count the words of the latter.
So the words are joined as one would write them, and each keeps its place in the joined text.
"""

from __future__ import annotations

from translator.text.words import Word

_CLINGS_TO_THE_LEFT = frozenset(",.;:?!)]}%…»”")
_CLINGS_TO_THE_RIGHT = frozenset("([{«“")
_JOINS = frozenset("'’-/")


def join_words(line: str) -> tuple[str, tuple[Word, ...]]:
    """The text of words that stand between spaces, and the words with their offsets in that text.

    Args:
        line: such as ``l ' homme , dit - il .``
    """
    text = ""
    words = []
    glued = True
    for token in line.split():
        joins = token in _JOINS or token.startswith(("'", "’"))
        if not (glued or joins or token in _CLINGS_TO_THE_LEFT):
            text += " "
        words.append(Word(token, len(text), len(text) + len(token)))
        text += token
        # An elided form (l', qu') clings to what follows whether or not its apostrophe stands alone.
        glued = token in _JOINS or token in _CLINGS_TO_THE_RIGHT or (len(token) > 1 and token.endswith(("'", "’")))
    return text, tuple(words)
