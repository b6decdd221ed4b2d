"""Scripts: ranges of characters, written for the inside of a regular expression's brackets."""

from __future__ import annotations

# Letters and marks of every script but Latin. What neither French nor English writes, their network cannot read.
FOREIGN = (
    "\u0370-\u03a8\u03aa-\u03bb\u03bd-\u1cff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\u2ddf\u2e80-\u2fff\u3005-\u3007\u3021-\u302f"
    "\u3031-\u303c\u3041-\ua71f\ua800-\uab2f\uab70-\ud7ff\uf900-\ufaff\ufb13-\ufdff\ufe70-\ufefc\uff66-\uffdc"
    "\U00010000-\U0001cfff\U0001e000-\U0001efff\U00020000-\U0003ffff"
)
# Signs, raised and lowered figures: French and English print them, but networks meet them too seldom to spell them.
SIGNS = (
    "\u00a1\u00a2\u00a4\u00a6\u00a7\u00ac\u00af\u00b1-\u00b3\u00b6\u00b8\u00b9\u00bf\u00d7\u00f7\u2016\u2017\u2020\u2021\u2031"
    "\u203b\u2044\u2070-\u209c\u2100-\u2121\u2123-\u214f\u2200-\u2211\u2213-\u22ff\u2a00-\u2aff"
)
FRACTIONS = "\u00bc-\u00be\u2150-\u215e"
# Latin letters of names from elsewhere.
FAR_LATIN = "ÁÃÄÅÐÌÍÑÒÓÕÖØÚÝÞßáãäåðìíñòóõöøúýþ\u0100-\u0151\u0154-\u0177\u0179-\u024f"
_PICTURES = (
    "\u203c\u2049\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297"
    "\u3299\U0001f000-\U0001faff"
)
_ADDED = "\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\u20e3"
# One picture or several in a row: with skin tones, variation selectors, keycaps and joiners.
EMOJI = rf"(?:[0-9#*]\ufe0f?\u20e3|[{_PICTURES}][{_ADDED}]*(?:\u200d[{_PICTURES}][{_ADDED}]*)*)+"
