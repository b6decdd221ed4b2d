"""Times of day as each language writes them: 8:15 and 8:15 p.m. in English, 8 h 15 and 20 h 15 in French.

French counts to twenty-four, so of an English half day the network reads twenty-four hours, which it copies like any
number. What looks like a time may also be how long something takes, or a score: it is rewritten where the words beside
it say that it is a time, those of the source before those of the translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.text.edits import Edit
from translator.text.figures.calendar import ENGLISH_DAYS, ENGLISH_MONTHS
from translator.text.normalise import SPACES as _S
from translator.text.patterns import Pattern

_DASH = rf"[{_S}]?[-–][{_S}]?"
_DAYS_AND_MONTHS = "|".join(ENGLISH_DAYS + ENGLISH_MONTHS)
# After p.m.: whether the sentence goes on, so that the last point is not the sentence's.
_GOES_ON = (
    rf"(?:[*_~]{{1,3}}|</\w+>)*(?=[{_S}]*"
    rf"(?:[a-z0-9,;:)\]\"”'’!?–—-]|[A-Z]{{2,}}\b|{_DAYS_AND_MONTHS}|[A-Z]\w+[{_S}]time\b))"
)
_HOUR = r"(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?"
_HALF = rf"[{_S}]?(?:[ap]m|[AP]M|[apAP]\.[{_S}]?[mM](?:\.(?={_GOES_ON}))?)"
_NO_MORE = rf"(?!\w|@|[.-]\w|/(?!{_HOUR}))"
# 8 p.m.; 9 am – 5 pm; 2-5 p.m.; behind from and between also 2 to 5 p.m.
HALF_DAYS = (
    rf"(?:{_HOUR}(?:{_HALF})?{_DASH}|(?:(?<=[Ff]rom[{_S}])|(?<=[Bb]etween[{_S}])){_HOUR}[{_S}](?:to|and|until|till)[{_S}])?"
    rf"{_HOUR}{_HALF}{_NO_MORE}"
)
_TIME = Pattern(
    rf"(?P<hours>[0-9]{{1,2}})(?:[:.](?P<minutes>[0-9]{{2}}))?(?:[{_S}]?(?P<half>[apAP])\W{{0,2}}[mM]\b\.?)?"
)
NOON, LAST_HOUR, ON_THE_HOUR = 12, 24, "00"

_H = rf"[0-9]{{1,2}}[{_S}]?h(?:[{_S}]?[0-5][0-9])?(?!\w)"  # of a French time
FRENCH_HOURS = rf"{_H}(?:{_DASH}{_H})?"
_FRENCH = Pattern(rf"([0-9]{{1,2}})[{_S}]?h(?:[{_S}]?([0-5][0-9]))?")
_ENGLISH = Pattern(r"([0-9]{1,2}):([0-5][0-9])")

# In a translation.
_AT = Pattern(rf"\b(?:at|from|until|till|between)\s(?:{_H}\s(?:to|and|or|until)\s)?$", re.IGNORECASE)
_AT_WITH_MINUTES = Pattern(r"\b(?:by|before|after|since|around)\s$", re.IGNORECASE)
_TRAIN = Pattern(r"\s(?:train|bus|ferry)\b")
_VEHICLE = r"(?:train|TGV|bus|car|métro|ferry|bateau|avion|vol)"
_A = Pattern(
    r"(?:^|[\s'’])(?:à|dès|avant|après|vers|entre)\s(?:[0-9]{1,2}:[0-9]{2}\s(?:à|et|ou)\s)?$"
    rf"|\b(?:le|du|au|ce)\s{_VEHICLE}\sde\s$|(?:^|\s)il\s(?:est|était)\s$",
    re.IGNORECASE,
)
_VEHICLE_AT = Pattern(rf"\b(?:le|du|au|ce)\s{_VEHICLE}\s$", re.IGNORECASE)
_FROM, _TO = Pattern(r"(?:^|\s)de\s$"), Pattern(r"\sà\s[0-9]")
# In a French source.
_TIME_BEFORE = Pattern(
    rf"(?:^|[\s'’(])(?:(?:à|dès|avant|après|vers|jusqu['’]à)\s(?:{_H}(?:,\s|\set\s|\sou\s|,\set\s))*"
    r"|il\s(?:est|était|sera)\s(?:déjà\s|presque\s|à\speine\s)?"
    rf"|(?:entre|de)\s{_H}\s(?:à|et)\s|(?:le|du|au|ce|mon|ton|son|notre|votre|leur)\s{_VEHICLE}\sde\s)$",
    re.IGNORECASE,
)
_TIME_AFTER = Pattern(rf"[{_S}](?:du\s(?:matin|soir)|de\sl['’]après-midi)\b")
_A_WHOLE_DAY = Pattern(rf"24[{_S}]?h")
_TO_HOUR = Pattern(rf"\sà\s{_H}")
_LASTS_AFTER = Pattern(
    rf"(?:\sà\s{_H})?[{_S}](?:(?:de|d['’]|par|sur|près|environ|chacun)(?!\w)|plus\st|en\s(?:train|avion|voiture|bus|métro|bateau|"
    r"moto|vélo)|à\s(?:pied|vélo|cheval))"
)
_LASTS_BEFORE = Pattern(
    rf"\b(?:(?:dur\w+|pendant|durant|en|un\s{_VEHICLE}|trajet(?:\sen\s{_VEHICLE})?)\s(?:(?:de|à)\s)?"
    rf"|(?:pass|vari|augment)\w+\sde\s)(?:{_H}\sà\s)?$",
    re.IGNORECASE,
)


def half_day_readings(times: str) -> Iterator[Edit]:
    """What the network is to read of what `HALF_DAYS` found: for each time in it twenty-four hours.

    20:15 for 8:15 p.m.; of 2–5 p.m. the first is in the afternoon too, of 9–5 p.m. in the morning.
    """
    found = list(_TIME.finditer(times))
    last = _hours(found[-1], found[-1]["half"])
    for one in found:
        hours = _hours(one, one["half"] or found[-1]["half"])
        if not one["half"] and hours > last:
            hours = (hours + NOON) % LAST_HOUR
        yield Edit(*one.span(), f"{hours}:{one['minutes'] or ON_THE_HOUR}")


def _hours(time: re.Match[str], half: str) -> int:
    return int(time["hours"]) % NOON + (NOON if half in "pP" else 0)


def is_time_of_day(time: str, before: str, after: str) -> bool | None:
    """Whether 8 h 15 in a French text is a time, False if it is how long something takes; None if that is not said."""
    if _TIME_AFTER.match(after):
        return True
    if _LASTS_AFTER.match(after) or _LASTS_BEFORE.search(before) or _A_WHOLE_DAY.fullmatch(time):
        return False
    if re.search(_DASH, time) or (_FROM.search(before) and _TO_HOUR.match(after)) or _TIME_BEFORE.search(before):
        return True
    return None


def clock_rewritten(
    time: str, language: str, before: str, after: str, space: str, *, certain: bool | None
) -> str | None:
    """A time as the other language writes it, itself if it may be none; None of what does not look like one.

    Args:
        time: as the other language writes it, or two with a dash.
        language: that it is to be written in, "fr" or "en".
        before: what stands before it in the translation.
        after: what stands after it.
        space: round the French h.
        certain: what the source says of it, as `is_time_of_day`.
    """
    both = re.split(_DASH, time)
    if len(both) == 2 and certain:
        written = [clock_rewritten(part, language, "", after, space, certain=True) for part in both]
        dash = f"{space}–{space}" if language == "fr" else "–"
        return _of_vehicle(before, language) + dash.join(part for part in written if part) if all(written) else None
    found = (_FRENCH if language == "en" else _ENGLISH).fullmatch(time)
    if not found:
        return None
    hours, minutes = int(found[1]), found[2]
    if certain is False or hours > LAST_HOUR or (hours == LAST_HOUR and minutes not in (None, ON_THE_HOUR)):
        return time
    if language == "fr":
        of_vehicle = _of_vehicle(before, language)
        from_to = _FROM.search(before) and _TO.match(after)
        if not (certain or _A.search(before) or from_to or of_vehicle):
            return time
        return f"{of_vehicle}{hours}{space}h" + (f"{space}{minutes}" if minutes != ON_THE_HOUR else "")
    to_the_minute = minutes and (_AT_WITH_MINUTES.search(before) or _TRAIN.match(after))
    if not certain and (re.match(r"\sof\b", after) or not (_AT.search(before) or to_the_minute)):
        return time
    return f"{found[1]}:{minutes or ON_THE_HOUR}"


def _of_vehicle(before: str, language: str) -> str:
    """What a translation into French leaves out between a vehicle and its time: "le train 8:12"."""
    return "de " if language == "fr" and _VEHICLE_AT.search(before) else ""
