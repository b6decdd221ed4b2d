"""Elision: French writes l'ami, d'eau, qu'ici; a network that has not met a word says "que ici"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.text.edits import Edit
from translator.text.patterns import Pattern

_VOWEL = "[aeiouàâéèêëîïôùûœ]"
# Begin with a vowel's letter and not with its sound, or are names of numbers and letters.
_FIRM = r"(?:onz|oui(?:e\b|es\b|\b|sti)|ouat|ouah|ulul|uhlan)"
_WORD = rf"(?!{_FIRM})(?:y\b|à\b|a\b|{_VOWEL}\w)"
_NEVER_NOUNS = "et|ou|où|en|est|entre|avec|ils?|elles?|on|aussi"
_ELIDES = Pattern(
    # Not behind a hyphen: "dis-je ici", "prends-la avec toi". Of words in capitals nobody knows how they are said.
    rf"(?<![-\w'’])(?:"
    rf"(?:que|jusque|lorsque|puisque|quoique|je|me|te|se|ne)(?= (?!(?-i:[A-Z]{{2}})){_WORD})"
    rf"|de(?= (?!(?-i:[A-Z]{{2}})|(?:y|à|a)\b){_WORD})"
    rf"|(?:le|la)(?= (?!(?-i:[A-Z]{{2}})|(?:y|à|a|une?s?|{_NEVER_NOUNS})\b){_WORD})"
    rf"|ce(?= (?:est|était|étaient)\b)"
    rf"|si(?= ils?\b)) ",
    re.IGNORECASE,
)


def elision_edits(text: str) -> Iterator[Edit]:
    """Edits that elide the words of a French text that must be."""
    for found in _ELIDES.finditer(text):
        yield Edit(found.end() - 2, found.end(), "'")
