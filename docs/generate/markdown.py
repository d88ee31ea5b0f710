"""Pieces of a Markdown page, as code hosts and MyST both read them, and the words of the pages themselves."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from kwopt.locales import Lang

_SPECIAL = re.compile(r"[\\`*<|~$]|(?<![^\W_])_|_(?![^\W_])")
"""What would be markup; an underscore inside a word is none."""
_HANZI_BREAK = re.compile(r"(?<=[^\x00-\x7f])\n\s*(?=[^\x00-\x7f])|(?<=[，。、；：）])\n\s*")


def words(lang: Lang) -> dict[str, str]:
    """Return the headings and sentences that only these pages have, by name."""
    return _all_words()[lang]


@cache
def _all_words() -> dict[Lang, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def page(title: str, *blocks: str) -> str:
    """Return a page of blocks, under the remark that it is made and by what."""
    remark = "<!-- Made by `python -m docs.generate` from the code: what is changed here is lost. -->"
    return "\n\n".join([remark, f"# {title}", *blocks]) + "\n"


def plain(text: str) -> str:
    r"""Return text in which nothing is markup.

    >>> print(plain("a|b <c> search_volume"))
    a\|b \<c> search_volume
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def joined(lines: str) -> str:
    r"""Return broken lines as one, without a space between hanzi or behind their punctuation.

    >>> joined("two\nlines"), joined("两\n行")
    ('two lines', '两行')
    """
    return " ".join(_HANZI_BREAK.sub("", lines).split())


def code(text: str) -> str:
    r"""Return text as code inside a line or a table's cell.

    >>> print(code("zh|en"))
    `zh\|en`
    """
    return f"`{text.replace('|', chr(92) + '|')}`"


def slug(heading: str) -> str:
    """Return the anchor that code hosts and MyST give a heading.

    >>> slug("kwopt score"), slug("搜索/商品")
    ('kwopt-score', '搜索商品')
    """
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


def block(lines: Sequence[str], kind: str = "text") -> str:
    """Return lines of code, or of what a program prints."""
    return "\n".join([f"```{kind}", *lines, "```"])


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose cells are Markdown already.

    >>> print(table(["a", "b"], [["1", "2"]]))
    | a | b |
    | --- | --- |
    | 1 | 2 |
    """
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
