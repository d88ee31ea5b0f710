"""Cutting text into words, by offsets: the words of an exact cut join back to the text.

Runs of hanzi go to jieba or to rjieba (the same algorithm and dictionary, in Rust); everything else
(`V领`, `Type-C`, `5-10斤`, `XL-5XL`, model numbers) is cut here, before either engine sees it, so that
both engines give the same words. Which words the engines know besides their dictionary is part of the
specification.
"""

import logging
import os
import re
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import chain
from typing import Literal, Protocol
from zlib import crc32

from kwopt.errors import SettingError
from kwopt.language.compounds import Compounds
from kwopt.language.cutcolumn import END, CutColumn
from kwopt.language.english import other_forms
from kwopt.language.learned import LearnedWords
from kwopt.language.lexicon import shipped_words, split_words
from kwopt.language.normalize import is_hanzi, match_forms
from kwopt.language.tokens import has_hanzi, token_pattern

WORD_FREQUENCY = 30_000
"""Frequency given to a listed word, in the engine's dictionary of 60 million: high enough that a listed word
beats its parts. The engines' own suggestions depend on what was added before."""

EngineName = Literal["auto", "jieba", "rjieba"]


@dataclass(frozen=True)
class SegmenterSpec:
    """What a segmenter is made from: hashable and picklable, so that every process can make it again.

    Parameters
    ----------
    engine
        "jieba", "rjieba", or "auto": rjieba where it is installed and takes new words (since 0.2.2), else
        jieba; the words are the same.
    hmm
        Let the engine guess words that no dictionary has. Guesses glue borders (女外 in 打底裤女外穿),
        so it is off unless asked for; unknown words then come out as single hanzi.
    words
        The user's own words, kept whole, in match form.
    learned
        Words learned from a table (`kwopt.language.learned`), put together after the cut: they need no engine
        of their own, and never swallow a listed word or one of `words`.
    """

    engine: EngineName = "auto"
    hmm: bool = False
    words: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.engine not in ("auto", "jieba", "rjieba"):
            raise SettingError(
                "errors.unknown_choice", what="engine", value=self.engine,
                choices=("auto", "jieba", "rjieba"),
            )  # fmt: skip
        for name in ("words", "learned"):
            words = tuple(sorted(set(match_forms(getattr(self, name)))))
            object.__setattr__(self, name, words)


class Segmenter:
    """Cuts text in match form into words. Get one from `segmenter(spec)`: engines are costly to make."""

    def __init__(self, spec: SegmenterSpec) -> None:
        self.spec = spec
        self._engine = _engine(_engine_name(spec.engine), _new_words(spec.words), spec.hmm)
        self._tokens = _token_pattern(spec.words)
        self._compounds = Compounds(frozenset(spec.words))
        self._learned = LearnedWords(spec.learned, frozenset(spec.words))
        self._inside = lru_cache(maxsize=200_000)(self._cut_inside)

    def cut(self, text: str) -> list[str]:
        """Return the exact words of `text`, in order; they join back to `text`.

        >>> segmenter(SegmenterSpec()).cut("a字裙 夏季")
        ['a字裙', ' ', '夏季']
        """
        return self._learned.joined(self._compounds.joined(self._pieces(text)))

    def _pieces(self, text: str) -> list[str]:
        """Return the words of `text` before any are put together."""
        parts = self._tokens.split(text)
        own = iter(parts[1::2])
        cut = self._engine.cut(_BREAK.join(parts[::2]))
        return [next(own) if word == _BREAK else word for word in cut]

    def words(self, text: str) -> list[str]:
        """Return the exact words of `text` without spaces and punctuation."""
        return [word for word in self.cut(text) if word[0].isalnum() or word[-1].isalnum()]

    def search_words(self, text: str) -> list[str]:
        """Return the exact words of `text` and what finds them, as a search engine would index it."""
        return [part for word in self.words(text) for part in (*self.found_by(word), word)]

    def found_by(self, word: str) -> tuple[str, ...]:
        """Return the other words by which a search finds one exact word: those inside it, its English forms.

        >>> segmenter(SegmenterSpec()).found_by("bottles")
        ('bottle', "bottle's", "bottles'")
        """
        return (*self._inside(word), *other_forms(word))

    def inside(self, word: str) -> tuple[str, ...]:
        """Return the shorter words inside one exact word (连衣裙: 连衣, 衣裙)."""
        return self._inside(word)

    def _cut_inside(self, word: str) -> tuple[str, ...]:
        if len(word) < 3 or not is_hanzi(word):
            return ()
        return tuple(part for part in self._engine.cut_for_search(word) if part != word)

    def cut_column(self, texts: Sequence[str], of_hanzi: Sequence[str] = ()) -> CutColumn:
        r"""Return the exact words of all texts, those `of_hanzi` first; no text holds a newline.

        Many texts are cut by one call of the engine. Texts of hanzi of the basic block alone may stand in
        `of_hanzi`, where they are cut sooner.

        >>> segmenter(SegmenterSpec()).cut_column(["v领短裙"], ["女旗袍"]).words
        ('女', '旗袍', '\n', 'v领', '短裙')
        """
        pieces = chain(map(self._engine.cut, _joined(of_hanzi)), map(self._pieces, _joined(texts)))
        return self._learned.joined_column(self._compounds.joined_column(CutColumn.of_parts(pieces)))


_TEXTS_AT_ONCE = 1_024
"""Texts that are cut by one call: their tokens are numbered while they are still in the processor's cache,
which saves a twelfth of cutting and numbering 2**15 texts; 256 and 2,048 save as much."""


def _joined(texts: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        yield END.join(texts[start : start + _TEXTS_AT_ONCE]) + END


class Engine(Protocol):
    """Cuts runs of hanzi."""

    def cut(self, text: str) -> list[str]:
        """Return the words of a text; they join back to it."""
        ...

    def cut_for_search(self, text: str) -> list[str]:
        """Return the words of a text, each after the words inside it."""
        ...


@lru_cache(maxsize=32)
def segmenter(spec: SegmenterSpec) -> Segmenter:
    """Return the segmenter of `spec`; the same object within a process, unless 32 others came between.

    Those that differ in learned words alone share an engine.
    """
    return Segmenter(spec)


def load_dictionary() -> None:
    """Make the engine that segmenters share unless the user has own words: the costly part, made once."""
    segmenter(SegmenterSpec())


def _new_words(words: Sequence[str]) -> tuple[str, ...]:
    """Return those of the user's words that no shared engine keeps whole: making one of their own is costly.

    >>> _new_words(("旗袍", "槿禾里", "v领"))
    ('槿禾里',)
    """
    known = frozenset(shipped_words()).difference(split_words())
    return tuple(word for word in words if is_hanzi(word) and word not in known)


_BREAK = "\n"
"""Stands for each piece that no engine sees: both engines give a newline back as a word of its own."""


@lru_cache(maxsize=64)
def _token_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of mixed tokens, the user's and the shipped words with such parts among them."""
    own = {word for word in words if not is_hanzi(word)}
    return token_pattern(own | {word for word in shipped_words() if not is_hanzi(word) and has_hanzi(word)})


def _engine_name(name: EngineName) -> str:
    if name == "jieba":
        return name
    if _rjieba_takes_words():
        return "rjieba"
    if name == "rjieba":
        raise SettingError("errors.no_rjieba")
    return "jieba"


def _rjieba_takes_words() -> bool:
    """Return whether rjieba is there and can be taught words: one before 0.2.2 counts as absent.

    The extra "fast" brings a newer one; an older one may be there for something else.
    """
    if find_spec("rjieba") is None:
        return False
    import rjieba

    return hasattr(rjieba.Jieba, "add_word")


@cache
def _engine(name: str, own_words: tuple[str, ...], hmm: bool) -> Engine:
    words = sorted({word for word in (*shipped_words(), *own_words) if is_hanzi(word)})
    return _ENGINES[name](words, [word for word in split_words() if word not in own_words], hmm)


@cache
def stock_engine(*, hmm: bool, engine: EngineName = "auto") -> Engine:
    """Return an engine with its own dictionary alone, as others use it: it knows no word of the trade.

    >>> stock_engine(hmm=False).cut("阔腿裤")
    ['阔', '腿', '裤']
    """
    return _ENGINES[_engine_name(engine)]((), (), hmm)


def _frequency(word: str) -> int:
    """Return the frequency to list a word with: up to 3 % apart, so that no two cuts of a text tie.

    Ties would be broken by the last bit of a sum, differently in the two engines.
    """
    return WORD_FREQUENCY + crc32(word.encode()) % 1_009


class _Rjieba:
    def __init__(self, words: Sequence[str], not_words: Sequence[str], hmm: bool) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()
        self._hmm = hmm
        for word in words:
            self._jieba.add_word(word, _frequency(word), "")
        for word in not_words:
            self._jieba.add_word(word, 0, "")

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._jieba.cut(text, self._hmm)
        return words

    def cut_for_search(self, text: str) -> list[str]:
        words: list[str] = self._jieba.cut_for_search(text, self._hmm)
        return words


class _Jieba:
    """The only place that touches jieba: private tokenizer and cache folder, silenced logger."""

    def __init__(self, words: Sequence[str], not_words: Sequence[str], hmm: bool) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
        jieba.default_logger.setLevel(logging.ERROR)
        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.tmp_dir = _private_cache_folder()
        self._tokenizer.initialize()
        self._hmm = hmm
        for word in words:
            self._tokenizer.add_word(word, _frequency(word))
        for word in not_words:
            self._tokenizer.add_word(word, 0)

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._tokenizer.lcut(text, HMM=self._hmm)
        return words

    def cut_for_search(self, text: str) -> list[str]:
        words: list[str] = self._tokenizer.lcut_for_search(text, HMM=self._hmm)
        return words


def _private_cache_folder() -> str:
    """Return a folder for jieba's cache that belongs to this user alone."""
    owner = os.getuid() if hasattr(os, "getuid") else 0
    folder = os.path.join(tempfile.gettempdir(), f"kwopt-jieba-{owner}")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    return folder


_ENGINES: dict[str, Callable[[Sequence[str], Sequence[str], bool], Engine]] = {
    "jieba": _Jieba,
    "rjieba": _Rjieba,
}
