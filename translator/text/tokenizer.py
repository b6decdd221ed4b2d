"""The tokenizer: text to subword pieces and back, by SentencePiece, one vocabulary for both languages.

What is not in the vocabulary is spelt in bytes, so nothing is ever unknown.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Literal
from unicodedata import category

import numpy as np
import sentencepiece
from numpy.typing import NDArray

from translator.errors import TranslatorError
from translator.files import check_file
from translator.text.normalise import normalise, normalise_with_origin

PAD, BOS, EOS, UNUSED = 0, 1, 2, 3
STEM = 5  # letters by which words are alike
Span = tuple[int, int]
MOST_BYTES = 1 << 26  # of a model's file; ours have a few hundred thousand
UNWRITTEN = ("Cc", "Zl", "Zp")  # kinds of character that no translation holds: controls, ends of lines and paragraphs


class Tokenizer:
    """A trained SentencePiece model.

    Piece 0 pads, 1 begins, 2 ends; 3 is SentencePiece's unknown piece, which byte fallback never lets occur.
    """

    def __init__(self, model: bytes, name: str = "tokenizer.model") -> None:
        """Make a tokenizer from the serialised model.

        Raises:
            TranslatorError: the bytes are no SentencePiece model of ours.
        """
        self.model = model
        self._processor = sentencepiece.SentencePieceProcessor()
        self._surfaces: dict[int, str] = {}
        try:
            self._processor.LoadFromSerializedProto(model)
        except (RuntimeError, ValueError) as error:  # ValueError: of a damaged file's own text in its message
            raise TranslatorError(f"{name} is not a SentencePiece model, or is damaged; restore it") from error
        marks = (self._processor.pad_id(), self._processor.bos_id(), self._processor.eos_id())
        if marks != (PAD, BOS, EOS):
            raise TranslatorError(
                f"{name} numbers its marks {marks}, ours are {(PAD, BOS, EOS)}; train one with 'translator tokenizer'"
            )
        named = {self._processor.piece_to_id(f"<0x{value:02X}>") for value in range(256)}
        self._bytes = frozenset(piece for piece in named if self._processor.is_byte(piece))
        # Filled as asked: several threads may do so.
        self._caseless, self._alike = (np.full(len(self), -1, dtype=np.int64) for _ in range(2))
        self._begun: dict[str, int] = {}  # pieces by how their words begin

    @classmethod
    def load(cls, path: Path) -> Tokenizer:
        """Read a tokenizer from a file.

        Raises:
            TranslatorError: it is missing, larger than any tokenizer, or no SentencePiece model of ours.
        """
        check_file(path, MOST_BYTES)
        try:
            return cls(path.read_bytes(), str(path))
        except OSError as error:
            raise TranslatorError(f"cannot read the tokenizer {path}: {error.strerror}") from error

    def __reduce__(self) -> tuple[type[Tokenizer], tuple[bytes]]:
        """Another process makes its own of the serialised model."""
        return Tokenizer, (self.model,)

    def __len__(self) -> int:
        return int(self._processor.get_piece_size())

    def encode(self, text: str) -> list[int]:
        """Pieces of a text, without marks."""
        pieces: list[int] = self._processor.encode(normalise(text))
        return pieces

    def encode_normalised(self, texts: Sequence[str]) -> list[list[int]]:
        """Pieces of texts that are normalised already, without marks."""
        pieces: list[list[int]] = self._processor.encode(list(texts), num_threads=1)
        return pieces

    def encode_with_spans(self, text: str) -> tuple[list[int], list[Span]]:
        """Pieces of a text and the character range of each in the text as given."""
        normalised = normalise_with_origin(text)
        pieces: list[int] = self._processor.encode(normalised.text)
        _, spans = self.decode_with_spans(pieces)
        end = len(normalised.text)
        if spans and spans[-1][1] > end:
            spans = [(min(start, end), min(stop, end)) for start, stop in spans]
        return pieces, normalised.original_spans(spans)

    def sample(self, text: str, generator: np.random.Generator, alpha: float, candidates: int = 8) -> list[int]:
        """One segmentation of a normalised text, drawn from the likeliest (subword regularisation, Kudo 2018).

        SentencePiece's own sampler keeps a hidden random state that cannot be saved; this one draws from
        ``generator``, so that a resumed training run sees the same pieces.

        Args:
            text: normalised text.
            generator: where the chance comes from.
            alpha: sharpness; 0 is uniform over the candidates, larger prefers the likeliest.
            candidates: how many of the likeliest segmentations to choose from.
        """
        segmentations: list[list[int]] = self._processor.nbest_encode_as_ids(text, nbest_size=candidates)
        if len(segmentations) < 2:
            return self.encode_normalised([text])[0]
        scores = np.array([sum(self._processor.get_score(piece) for piece in pieces) for pieces in segmentations])
        weights = np.exp(alpha * (scores - scores.max()))
        return segmentations[int(generator.choice(len(scores), p=weights / weights.sum()))]

    def decode(self, pieces: Sequence[int]) -> str:
        """The text of pieces."""
        return self.decode_with_spans(pieces)[0]

    def decode_with_spans(self, pieces: Sequence[int]) -> tuple[str, list[Span]]:
        """The text of pieces, and the character range that each takes in it.

        A piece that starts a word has its space outside its range. All bytes of a character have that character's
        range; bytes that make no character write nothing. Marks take no room, nor do control characters and line
        ends, which bytes could spell: a line stays a line, and no output commands the terminal.
        """
        text: list[str] = []
        spans: list[Span] = []
        length = 0
        for of_bytes, run in groupby(map(int, pieces), self._bytes.__contains__):
            if of_bytes:
                for character, count in _characters_of([int(self._surface(piece)[3:5], 16) for piece in run]):
                    written = "" if not character or category(character) in UNWRITTEN else character
                    spans.extend([(length, length + len(written))] * count)
                    text.append(written)
                    length += len(written)
                continue
            for piece in run:
                surface = self._surfaces.get(piece)
                if surface is None:
                    surface = self._surface(piece)
                if length == 0:
                    surface = surface.removeprefix(" ")  # SentencePiece begins every text with a space of its own
                end = length + len(surface)
                spans.append((end - len(surface.lstrip(" ")), end))
                text.append(surface)
                length = end
        return "".join(text), spans

    def begins_word(self, piece: int) -> bool:
        """Whether a piece writes a space first."""
        return self._surface(piece).startswith(" ")

    def is_space(self, piece: int) -> bool:
        """Whether a piece writes a space and nothing else."""
        return self._surface(piece) == " "

    def writing(self, texts: Sequence[str]) -> list[int]:
        """The pieces that write just those texts, of those that have one; a space before a word is part of it."""
        found = (self._processor.piece_to_id(text.replace(" ", "▁")) for text in texts)
        return [piece for piece in found if piece > UNUSED]

    def is_word(self, text: str) -> bool:
        """Whether a text is a piece by itself, with the space before it."""
        pieces = self.encode(text)
        return len(pieces) == 1 and self.begins_word(pieces[0])

    def goes_on(self, piece: int) -> bool:
        """Whether a piece goes on with the word before, rather than setting a sign or a space behind it."""
        return piece in self._bytes or self._surface(piece)[:1].isalnum() or self._surface(piece)[:1] in ("'", "’", "-")

    def regardless_of_case(self, pieces: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each piece the one that writes the same in lower case, itself if there is none; any shape.

        Raises:
            TranslatorError: a piece is none of ours.
        """
        try:
            found: NDArray[np.int64] = self._caseless[pieces]
        except IndexError:
            self._check(int(pieces.max()))
            raise
        if found.min(initial=0) < 0:
            for piece in set(pieces[found < 0].tolist()):  # np.unique would load numpy.ma
                lower = self._processor.piece_to_id(self._processor.id_to_piece(piece).lower())
                self._caseless[piece] = piece if piece in self._bytes or lower <= UNUSED else lower
            found = self._caseless[pieces]
        return found

    def alike(self, pieces: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each piece the first met whose word begins with the same letters, less than 0 if it begins no word.

        Args:
            pieces: of any shape.

        Raises:
            TranslatorError: a piece is none of ours.
        """
        try:
            found: NDArray[np.int64] = self._alike[pieces]
        except IndexError:
            self._check(int(pieces.max()))
            raise
        if np.count_nonzero(found == -1):
            for piece in set(pieces[found == -1].tolist()):
                surface = self._surface(piece).lower()
                begun = surface[: 1 + STEM] if len(surface) > STEM else surface
                self._alike[piece] = (
                    self._begun.setdefault(begun, piece) if surface[1:2].isalpha() and surface[0] == " " else -2
                )
            found = self._alike[pieces]
        return found

    def _surface(self, piece: int) -> str:
        """What a piece writes; nothing for a mark, its name ("<0xE2>") for a byte."""
        if piece not in self._surfaces:
            self._check(piece)
            known = "" if piece <= UNUSED else self._processor.id_to_piece(piece).replace("▁", " ")
            # A stranger's tokenizer may hold pieces that ours never do.
            self._surfaces[piece] = "".join(c for c in known if category(c) not in UNWRITTEN)
        return self._surfaces[piece]

    def _check(self, piece: int) -> None:
        if piece >= len(self._caseless):
            raise TranslatorError(f"the network wrote piece {piece}, and the tokenizer has {len(self)}")


def _characters_of(values: list[int]) -> list[tuple[str, int]]:
    """The characters that bytes spell, each with the number of bytes it took; nothing for a byte that makes none."""
    characters = []
    position = 0
    while position < len(values):
        for size in (1, 2, 3, 4):
            try:
                character = bytes(values[position : position + size]).decode("utf-8")
            except UnicodeDecodeError:
                continue
            break
        else:
            character, size = "", 1
        characters.append((character, size))
        position += size
    return characters


def train_tokenizer(
    texts: Iterable[str],
    *,
    vocabulary: int = 8000,
    kind: Literal["unigram", "bpe"] = "unigram",
    most_sentences: int = 2_000_000,
) -> Tokenizer:
    """Train a tokenizer on normalised texts of both languages.

    Args:
        texts: sentences; beyond ``most_sentences`` a uniform sample is used.
        vocabulary: number of pieces, the 256 bytes and 4 marks included.
        kind: "unigram" (allows subword sampling) or "bpe".
        most_sentences: how many sentences SentencePiece looks at.

    Raises:
        TranslatorError: there is too little text for that many pieces.
    """
    out = io.BytesIO()
    try:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=out,
            vocab_size=vocabulary,
            model_type=kind,
            normalization_rule_name="identity",
            remove_extra_whitespaces=False,
            byte_fallback=True,
            character_coverage=0.9998,
            split_digits=True,
            input_sentence_size=most_sentences,
            shuffle_input_sentence=True,
            max_sentence_length=8192,
            pad_id=PAD,
            bos_id=BOS,
            eos_id=EOS,
            unk_id=UNUSED,
            hard_vocab_limit=False,
            num_threads=2,
            minloglevel=2,
        )
    except RuntimeError as error:
        reason = str(error).strip().splitlines()[-1] if str(error).strip() else "unknown reason"
        if needed := re.search(r"smaller than required_chars\D+\d+ vs (\d+)", reason):
            raise TranslatorError(
                f"a tokenizer of {vocabulary} pieces has no room for the characters of this text; give it at least "
                f"{needed.group(1)} (--vocabulary)"
            ) from error
        raise TranslatorError(
            f"cannot train a tokenizer of {vocabulary} pieces: {reason}; give more text or a smaller vocabulary"
        ) from error
    return Tokenizer(out.getvalue())
