r"""What Markdown's extensions leave as it is: formulas, fences of boxes, templates' tags, names of emoji.

Rules for markdown-it-py: ``$x$``, ``\(x\)``, ``x^2^`` and ``H~2~O`` as Pandoc has them, ``{{< figure >}}`` of Hugo,
``{% include %}`` of Liquid, ``:smile:`` of GitHub; and lines of ``:::``, ``$$`` and ``\[``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translator.documents.formulas import GLUED, is_base, is_formula, is_raised_ending

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

# Each stops where the next of its kind may begin, or after so many characters: none is walked through twice.
_DISPLAY = re.compile(r"\$\$(?P<inside>[^$]{1,2000}+)\$\$")
_DOLLARS = re.compile(r"\$(?![\s$])(?P<inside>(?:[^$\\]|\\.)++)(?<!\s)\$(?!\d)", re.DOTALL)
_BRACKETS = re.compile(
    r"\\\((?P<inside>(?:[^\\]|\\(?![()]))++)\\\)|\\\[(?P<square>(?:[^\\]|\\(?![\[\]]))++)\\\]", re.DOTALL
)
_TEMPLATE = re.compile(r"\{\{[^{}\n]{1,400}\}\}|\{%[^%\n]{1,400}+(?:%(?!\})[^%\n]{1,400}+){0,9}%\}")
_EMOJI = re.compile(r":(?:[a-z][a-z0-9_+-]{1,40}|[+-]1|100):(?![\w:])")
_INDEX = re.compile(r"\^(?P<raised>[^\s^~\[\]]{1,40})\^(?!\^)|~(?P<lowered>[^\s^~]{1,40})~(?!~)")
_GOES_ON = re.compile(
    rf"(?:[{GLUED.replace('^', '')}]*(?:\^[^\s^~\[\]]{{1,40}}\^|~[^\s^~]{{1,40}}~))*+[{GLUED.replace('^', '')}]*"
)
_STEM = re.compile(rf"[{GLUED.replace('^', '').replace('*', '')}]*\Z")
_LONGEST_STEM = 40
_MOST_LINES = 100  # of a formula

_Marks = list[tuple[int, int, str, str | None]]


def verbatim(state: StateInline, silent: bool) -> bool:
    """Take a formula, a template's tag or the name of an emoji for what it is."""
    first = state.src[state.pos]
    if first not in "$\\{:^~":
        return False
    found = _index(state.src, state.pos) if first in "^~" else _unit(state.src, state.pos, first)
    if not found or found[-1][1] > state.posMax:
        return False
    if not silent:
        state.push("verbatim", "", 0).meta["marks"] = found
    state.pos = found[-1][1]
    return True


def _unit(text: str, start: int, first: str) -> _Marks:
    role = "hold"
    if first == "$":
        found = _DISPLAY.match(text, start) or _DOLLARS.match(text, start)
        if found and not is_formula(found["inside"], certain=True):
            return []
    elif first == "\\":
        found = _BRACKETS.match(text, start)
        if found and not is_formula(found["inside"] or found["square"], certain=False):
            return []
    elif first == "{":
        found = _TEMPLATE.match(text, start)
        role = "cut" if text.startswith("{%", start) else "hold"
    else:
        before = text[start - 1] if start else " "
        found = None if before.isalnum() or before in "_:" else _EMOJI.match(text, start)
        role = "cut"
    return [(start, found.end(), role, None)] if found else []


def _index(text: str, start: int) -> _Marks:
    """A formula with an index in it, the mark of a note after a word, or an ordinal's ending without its signs."""
    found = _INDEX.match(text, start)
    stem = _STEM.search(text, max(0, start - _LONGEST_STEM), start)
    if not found or not stem or not stem.group() or text[start - 1] == text[start]:
        return []
    written, end = found["raised"] or found["lowered"], found.end()
    if found["raised"] and is_raised_ending(stem.group(), written):
        return [(start, end, "plain", written)]
    if is_base(stem.group(), lowered=bool(found["lowered"])):
        rest = _GOES_ON.match(text, end)
        return [(stem.start(), rest.end() if rest else end, "hold", None)]
    return [(start, end, "close", None)] if len(written) < 4 else []


def kept_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Take lines of ``:::`` and of templates' tags, and formulas from ``$$`` to ``$$``, for what they are."""
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    after = start + 1
    if line.startswith(("$$", "\\[")):
        after = _after_formula(state, line, start, end)
        if after == start:
            return False
    elif not line.startswith(":::") and not _is_template(line):
        return False
    if silent:
        return True
    token = state.push("verbatim_block", "", 0)
    token.map = [start, after]
    state.line = after
    return True


def _is_template(line: str) -> bool:
    return (line.startswith("{%") and line.endswith("%}")) or (
        line.startswith(("{{<", "{{%")) and line.endswith((">}}", "%}}"))
    )


def _after_formula(state: StateBlock, line: str, start: int, end: int) -> int:
    """The number of the line after a formula; its own where none begins."""
    closing = "$$" if line.startswith("$$") else "\\]"
    if closing in line[2:]:
        whole = line.endswith(closing) and line.index(closing, 2) == len(line) - 2
        return start + 1 if whole and is_formula(line[2:-2], certain=closing == "$$") else start
    for number in range(start + 1, min(end, start + _MOST_LINES)):
        if state.isEmpty(number) or state.sCount[number] < state.blkIndent:
            return start
        if closing in (said := _line(state, number)):
            return number + 1 if said.endswith(closing) else start
    return start


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()
