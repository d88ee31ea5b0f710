"""A text file as a stream of UTF-8, and the stream cut at the ends of its rows.

Bytes are decoded as a whole file would be: the encoding is told from the first of them, and lines that do not
fit are mended one by one. What only the whole could tell is a `WholeNeededError`.
"""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from kwopt.tables.records import Record
from kwopt.tables.sources.encodings import Sniffed, sniffed
from kwopt.tables.sources.mending import mended
from kwopt.tables.sources.validity import is_utf8

HEAD_BYTES = 2**21
"""First bytes of a file: they hold the characters from which encoding and layout are found."""

_READ = 2**22  # bytes that are read at once
_LONGEST_LINE = 2**26  # bytes; of a file without line ends more than these would have to be held
_UTF8 = "utf-8"
_WIDE = ("utf-16", "utf-32")


class WholeNeededError(Exception):
    """Something can be told only by a look at the whole file at once."""


@dataclass(frozen=True)
class Chunk:
    """A part of a text as UTF-8, and what was mended in it."""

    utf8: bytes
    repairs: tuple[Record, ...] = ()


@dataclass(frozen=True)
class TextStream:
    """A text file, which may be read again and again.

    Parameters
    ----------
    found
        Its encoding.
    named
        Whether the user named it, so that lines which do not fit are errors.
    mending
        Whether some line does not fit, so that each is looked at.
    """

    path: Path
    found: Sniffed
    named: bool
    mending: bool = False

    @classmethod
    def of(cls, path: Path, *, file: str, encoding: str | None) -> "TextStream":
        """Return the stream of a file.

        Raises
        ------
        TableError
            If its encoding cannot be told.
        """
        with path.open("rb") as source:
            head = source.read(HEAD_BYTES)
        cut = head.rfind(b"\n") + 1
        whole = len(head) < HEAD_BYTES or not cut or b"\0" in head
        found = sniffed(head if whole else head[:cut], file=file, encoding=encoding)
        return cls(path, replace(found, whole=False), named=encoding is not None)

    def mended(self) -> "TextStream":
        """Return the stream with each line mended that does not fit its encoding."""
        return replace(self, mending=True)

    @property
    def guess(self) -> tuple[Record, ...]:
        """The record of an encoding that was only guessed."""
        params = {"encoding": self.found.encoding}
        return (Record("tables.encoding_guessed", 1, params=params),) if self.found.guessed else ()

    def chunks(self) -> Iterator[Chunk]:
        """Yield the text from its beginning.

        Raises
        ------
        UnicodeError
            If the text is in a guessed encoding, some line does not fit, and lines are not yet mended.
        WholeNeededError
            If there are NUL characters, or lines that do not fit where that is an error.
        """
        if self.found.encoding in (_UTF8, "utf-8-sig"):
            yield from self._of_utf8()
        elif self.mending:
            yield from (self._mended(row, lines) for row, lines in self._numbered_lines())
        else:
            yield from self._decoded()

    def _of_utf8(self) -> Iterator[Chunk]:
        strict = self.named or self.found.encoding != _UTF8
        for row, lines in self._numbered_lines():
            if is_utf8(lines):
                yield Chunk(lines.removeprefix(codecs.BOM_UTF8) if row == 1 else lines)
            elif strict:
                raise WholeNeededError
            else:
                yield self._mended(row, lines)

    def _mended(self, row: int, lines: bytes) -> Chunk:
        text, repairs = mended(lines, self.found.encoding, first_row=row)
        return Chunk(text.encode("utf-8", "replace"), repairs)

    def _numbered_lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the bytes of whole lines, with the number of the first."""
        row = 1
        for lines in _whole_lines(self._bytes()):
            if b"\0" in lines:
                raise WholeNeededError
            yield row, lines
            row += lines.count(b"\n")

    def _decoded(self) -> Iterator[Chunk]:
        decoder = codecs.getincrementaldecoder(self.found.encoding)()
        first = True
        try:
            for data in chain(self._bytes(), [b""]):
                text = decoder.decode(data, final=not data)
                if "\0" in text:
                    raise WholeNeededError
                yield Chunk((text.removeprefix("\ufeff") if first else text).encode("utf-8", "replace"))
                first = first and not text
        except UnicodeError as error:
            if self.named or self.found.encoding.startswith(_WIDE):
                raise WholeNeededError from error
            raise

    def _bytes(self) -> Iterator[bytes]:
        with self.path.open("rb") as source:
            while data := source.read(_READ):
                yield data


def _whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield bytes cut behind line ends."""
    held = b""
    for piece in pieces:
        held += piece
        cut = held.rfind(b"\n") + 1
        if cut:
            yield held[:cut]
            held = held[cut:]
        elif len(held) > _LONGEST_LINE:
            raise WholeNeededError
    if held:
        yield held


def row_blocks(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    r"""Yield a text in blocks of some `size` bytes and whole lines, without the line end between two blocks.

    No block ends in a blank line, so that those at the end of a file belong to none.

    >>> list(row_blocks([b"a\nb\n", b"\nc\n\n"], 1))
    [b'a', b'b', b'\nc']
    """
    held = b""
    for chunk in chunks:
        held += chunk
        place = 0
        while (end := _block_end(held, place, size)) is not None:
            yield held[place:end]
            place = end + (2 if held.startswith(b"\r\n", end) else 1)
        held = held[place:]
        if len(held) > size + _LONGEST_LINE:
            raise WholeNeededError
    if rest := held.rstrip(b"\r\n"):
        yield rest


def _block_end(held: bytes, place: int, size: int) -> int | None:
    """Return the end of the last line of a block that begins at a place; None where its end is not there."""
    if len(held) - place <= size:
        return None
    cut = held.rfind(b"\n", place, place + size)
    while True:
        end = cut
        while end > place and held[end - 1] in b"\r\n":
            end -= 1
        if cut >= 0 and end > place:
            return end
        cut = held.find(b"\n", max(cut + 1, place + size if cut < 0 else 0))
        if cut < 0:
            return None
