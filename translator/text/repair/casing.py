"""Text in CAPITALS is translated as if it were not, and written in capitals again.

Corpora hardly hold any, so to a network its pieces are rare ones; and capitals carry no meaning of their own.
"""

from __future__ import annotations

FEWEST_LETTERS = 5  # "NATO", "FRED" and "OK" are names; a shout has two words and more letters
MOST_IN_HEADING = 5  # words; what is longer is rather a sentence that lacks its full stop
SHORTEST_WORD = 3  # "US" and "IT" are rather what they stand for than words


def is_shouted(text: str) -> bool:
    """Whether a sentence is written in capitals: two words or more, not one small letter."""
    if not text.isupper():  # as hardly any text is: told at a glance, though a few that are have letters without case
        return False
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= FEWEST_LETTERS and " " in text.strip() and all(letter.isupper() for letter in letters)


def shouted_word(text: str) -> str | None:
    """The word, in small letters, of a text of one word in capitals, which is a shout if it is known: YES, HELP!"""
    word = text.strip(" .,!?…\"'«»")
    return word.lower() if len(word) >= SHORTEST_WORD and word.isalpha() and word.isupper() else None


def is_heading(text: str) -> bool:
    """Whether a text is a heading, a sign or a word alone: a capital first and no other, no mark at its end."""
    return (
        0 < len(text.split()) <= MOST_IN_HEADING
        and text[0].isupper()
        and len(text[0].lower()) == 1
        and text[-1].isalpha()
        and text[1:] == text[1:].lower()
    )


def calm(text: str) -> str:
    """A shouted sentence as it would be written otherwise; as long as ``text``, character by character."""
    small = "".join(character.lower() if len(character.lower()) == 1 else character for character in text)
    first = next((i for i, character in enumerate(small) if character.isalpha()), None)
    return small if first is None else f"{small[:first]}{text[first]}{small[first + 1 :]}"


def shout(text: str) -> str:
    """The text in capitals, character by character: ``ß``, which has no capital of one character, stays."""
    return "".join(character.upper() if len(character.upper()) == 1 else character for character in text)
