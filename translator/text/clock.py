"""Times of day as each language writes them: 8:15 and 8:15 p.m. in English, 8 h 15 and 20 h 15 in French.

French counts to twenty-four, so of an English half day the network reads twenty-four hours, which it copies like any
number. What looks like a time may also be how long something takes, or a score: it is rewritten where the words beside
it say that it is a time, those of the translation or those of the source.
"""

from __future__ import annotations

import re

_S = " \u00a0\u202f"
_GOES_ON = rf"(?=[{_S}]*(?:[a-z0-9,;:)!?–-]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))"
# The last point of p.m. is the sentence's, unless that goes on.
_HALF_DAY = (
    rf"(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?[{_S}]?"
    rf"(?:[ap]m|[AP]M|[apAP]\.[{_S}]?[mM](?:\.{_GOES_ON})?)(?!\w)"
)
_DASH = rf"[{_S}]?[-–][{_S}]?"
HALF_DAYS = rf"{_HALF_DAY}(?:{_DASH}{_HALF_DAY})?"  # 9 am, or 9 am – 5 pm
_HALF_DAY_PARTS = re.compile(r"([0-9]+)(?:[:.]([0-9]{2}))?\W*([apAP])\W*[mM]\.?")
_FRENCH = re.compile(rf"([0-9]{{1,2}})[{_S}]?h(?:[{_S}]?([0-5][0-9]))?")
_ENGLISH = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
LAST_HOUR, NOON, ON_THE_HOUR = 24, 12, "00"

# In a translation.
_AT = re.compile(
    rf"\b(?:at|from|until|till|between)\s(?:[0-9]{{1,2}}[{_S}]?h(?:[{_S}]?[0-9]{{2}})?\s(?:to|and|or|until)\s)?$",
    re.IGNORECASE,
)
_AT_WITH_MINUTES = re.compile(r"\b(?:by|before|after|since|around)\s$", re.IGNORECASE)
_TRAIN = re.compile(r"\s(?:train|bus|ferry)\b")
_VEHICLE = r"(?:train|TGV|bus|car|métro|ferry|bateau|avion|vol)"
_A = re.compile(
    r"(?:^|[\s'’])(?:à|dès|avant|après|vers|entre)\s(?:[0-9]{1,2}:[0-9]{2}\s(?:à|et|ou)\s)?$"
    rf"|\b{_VEHICLE}\sde\s$|(?:^|\s)il\s(?:est|était)\s$",
    re.IGNORECASE,
)
_FROM, _TO = re.compile(r"(?:^|\s)de\s$"), re.compile(r"\sà\s[0-9]")
# In a French source.
_TO_HOUR = re.compile(rf"\sà\s[0-9]{{1,2}}[{_S}]?h(?![a-zà-ÿ])")
_TIME_BEFORE = re.compile(
    r"(?:^|[\s'’(])(?:à|dès|avant|après|vers|jusqu['’]à|il\s(?:est|était|sera)(?:\sdéjà|\spresque|\sà\speine)?"
    rf"|(?:entre|de)\s[0-9]{{1,2}}[{_S}]?h(?:[{_S}]?[0-9]{{2}})?\s(?:à|et)|{_VEHICLE}\sde)\s$",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(rf"[{_S}](?:du\s(?:matin|soir)|de\sl['’]après-midi)\b")
_LASTS = re.compile(rf"[{_S}](?:de|d['’]|par)(?:\s|\b)|[{_S}]plus\st")


def twenty_four(time: str) -> str | None:
    """English half days in twenty-four hours: 20:15 for 8:15 p.m., 9:00-17:00 for 9 am – 5 pm; else None."""
    found = [_HALF_DAY_PARTS.fullmatch(part) for part in re.split(_DASH, time)]
    if None in found:
        return None
    hours = [int(one[1]) % NOON + (NOON if one[3] in "pP" else 0) for one in found if one]
    return "-".join(f"{hour}:{one[2] or ON_THE_HOUR}" for hour, one in zip(hours, found, strict=True) if one)


def is_time_of_day(before: str, after: str) -> bool:
    """Whether the words beside say of 8 h 15 in a French text that it is a time, not how long something takes."""
    if _TIME_AFTER.match(after) or (_FROM.search(before) and _TO_HOUR.match(after)):
        return True
    return bool(_TIME_BEFORE.search(before)) and not _LASTS.match(after)


def clock_rewritten(time: str, language: str, before: str, after: str, space: str, *, certain: bool) -> str | None:
    """A time as the other language writes it, itself if it may be none; None of what does not look like one.

    Args:
        time: as the other language writes it.
        language: that it is to be written in, "fr" or "en".
        before: what stands before it in the translation.
        after: what stands after it.
        space: round the French h.
        certain: the source says that it is a time of day.
    """
    if language == "fr" and certain and "-" in time:
        both = [clock_rewritten(part, "fr", before, after, space, certain=True) for part in time.split("-")]
        return "-".join(part for part in both if part) if all(both) else None
    found = (_FRENCH if language == "en" else _ENGLISH).fullmatch(time)
    if not found:
        return None
    hours, minutes = int(found[1]), found[2]
    if hours > LAST_HOUR or (hours == LAST_HOUR and minutes not in (None, ON_THE_HOUR)):
        return time
    if language == "fr":
        from_to = _FROM.search(before) and _TO.match(after)
        if not (certain or _A.search(before) or from_to):
            return time
        return f"{hours}{space}h" + (f"{space}{minutes}" if minutes != ON_THE_HOUR else "")
    to_the_minute = minutes and (_AT_WITH_MINUTES.search(before) or _TRAIN.match(after))
    if re.match(r"\sof\b", after) or not (certain or _AT.search(before) or to_the_minute):
        return time
    return f"{found[1]}:{minutes or ON_THE_HOUR}"
