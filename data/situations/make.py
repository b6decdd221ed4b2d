"""Makes the pairs of this folder from its lists: what people say and write, by situation and by turn of phrase.

A list is a topic; its lines have two fields between a tab: French and English. Written for this project; CC0.

    python data/situations/make.py       (writes train and dev beside itself; always the same)

dev has every fortieth pair of the first lists and all of `kept-back*.tsv`, train the rest; none of them is in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parent
HELD_OUT = 40  # one pair in so many
# Of these every fortieth pair is dev's.
LISTS = (
    "contracts daily-life dialogue fragments french-turns goings-on health-and-school home-and-things ideas learners-2 "
    "learners-3 learners leisure letters long-sentences messages news-2 news out-and-about-2 out-and-about people "
    "phrasal-verbs-1 phrasal-verbs-2 qualities-and-numbers questions-2 questions scenes-2 scenes senses small-talk "
    "small-words stories talks variety-1 variety-2 variety-3 variety-4 variety-5 variety-6 variety-7 verbs "
    "working-world "
    "contracts-2 daily-life-2 dialogue-2 french-turns-2 learners-4 letters-2 news-3 phrasal-verbs-3 senses-2 small-words-2 "
    "stories-2 talks-2 variety-8 variety-9 "
    "ideas-2 nature-and-science out-and-about-3 people-2 questions-3 scenes-3 verbs-2 working-world-2 "
    "american-and-familiar fragments-2 french-words-1 french-words-2 french-words-3 mended-body mended-grammar mended-home "
    "mended-news mended-numbers mended-out mended-people mended-rules mended-senses mended-signs mended-things mended-work "
    "needed-0 needed-1 needed-2 needed-3 needed-4 needed-5 needed-6 needed-7 needed-8 "
    "collocations-0 collocations-1 collocations-2 collocations-3 collocations-4 collocations-5 collocations-6 collocations-7 "
    "mended-adjectives mended-family mended-feelings mended-food mended-hours mended-idioms mended-letters mended-names "
    "mended-nouns mended-office "
    "mended-press mended-questions mended-quotes mended-reviews mended-school mended-small mended-stories mended-travel "
    "mended-verbs needed-9 "
    "needed-10 needed-11 needed-12 needed-13 needed-14 needed-15 needed-16 needed-17 needed-18 needed-19 needed-20 needed-21 "
    "mended-wishes "
).split()

# Of these, written for what the models got wrong, no pair is but those in `kept-back.tsv` and its sequels, which were
# set aside before training began. A new list comes at the end.
LATER = (
    "mended-desk mended-desk-2 mended-friends mended-friends-2 mended-health mended-idioms-2 mended-kitchen mended-long "
    "mended-opinions mended-outdoors mended-places mended-places-2 mended-public mended-sayings mended-senses-2 mended-shops "
    "mended-smalltalk mended-syntax mended-syntax-2 mended-tales mended-technical mended-turns mended-world mended-world-2 "
    "mended-constructions mended-known mended-labels mended-names-2 mended-narrative mended-phrasal mended-press-2 "
    "mended-written mended-agreement-2 mended-expressions mended-homographs mended-locutions needed-22 needed-23 needed-24 "
    "needed-25 mended-spoken mended-places-3 needed-26 needed-27 needed-28 "
    "mended-grammar-2 mended-typed-fr mended-typed-en mended-spoken-2 mended-press-3 mended-daily-3 "
    "needed-29 needed-30 needed-31 "
    "mended-first-fr mended-first-en mended-idioms-fr mended-idioms-en mended-phrasal-2 mended-verbs-fr needed-32 mended-life "
    "mended-prose mended-senses-3 mended-senses-4 mended-grammar-3"
).split()
KEPT_BACK = ("kept-back", "kept-back-2", "kept-back-3", "kept-back-4")

Pair = tuple[str, str]


def read_pairs(lists: Sequence[str]) -> list[Pair]:
    """The lists' pairs, in their order, each once.

    Raises:
        ValueError: a line has not two fields, or an empty one.
    """
    pairs: dict[Pair, None] = {}
    for path in (FOLDER / f"{name}.tsv" for name in lists):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1], start=1):
            match line.split("\t"):
                case [french, english] if french and english:
                    pairs[french, english] = None
                case _:
                    raise ValueError(f"{path.name}, line {number}: wants 2 fields between a tab")
    return list(pairs)


def make() -> tuple[list[Pair], list[Pair]]:
    """Pairs of train and of dev, French first."""
    pairs, kept_back = read_pairs(LISTS), read_pairs(KEPT_BACK)
    kept = [{pair[side] for pair in kept_back} for side in (0, 1)]
    train = [pair for number, pair in enumerate(pairs, start=1) if number % HELD_OUT]
    train += [pair for pair in read_pairs(LATER) if not any(map(set.__contains__, kept, pair))]
    train = list(dict.fromkeys(train))
    known = [{pair[side] for pair in train} for side in (0, 1)]
    dev = dict.fromkeys([*pairs[HELD_OUT - 1 :: HELD_OUT], *kept_back])
    return train, [pair for pair in dev if not any(map(set.__contains__, known, pair))]


def main() -> None:
    for name, pairs in zip(("train", "dev"), make(), strict=True):
        for side, language in enumerate(("fr", "en")):
            (FOLDER / f"{name}.{language}").write_text("".join(f"{pair[side]}\n" for pair in pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
