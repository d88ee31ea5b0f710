r"""Search in pages that mix Chinese and English: Latin words by their stem, hanzi one by one and in pairs.

Sphinx's own Chinese search cuts pages into words, but the browser takes "搜索词标题" for one word, and finds
nothing. Here page and question are cut alike: a page is found that holds all pairs of the question's hanzi
which any page holds.
"""

import re
from itertools import pairwise
from typing import Any

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

RUN = re.compile(r"[㐀-鿿]+|[^\W㐀-鿿]+")
"""A run of hanzi (the unified ideographs U+3400 to U+9FFF), or of other letters and digits."""

SPLIT_QUERY = r"""
var splitQuery = function (query) {
  const runs = query.match(/[㐀-鿿]+|(?:(?![㐀-鿿])[\p{Letter}\p{Number}_])+/gu) || [];
  const index = typeof Search === "undefined" ? null : Search._index;
  const known = (pair) => index && (pair in index.terms || pair in index.titleterms);
  return runs.flatMap(function (run) {
    if (!/^[㐀-鿿]/.test(run) || run.length === 1) return [run];
    const pairs = Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
    return pairs.some(known) ? pairs.filter(known) : pairs;
  });
};
"""
"""The browser's side of `pieces`. Of a run of hanzi only the pairs are asked for, and only those that some
page holds: where two words meet, a pair is none ("词标" in "关键词标题")."""


class SearchMixed(SearchEnglish):
    """English with hanzi in between; it takes the place of Sphinx's search in Chinese pages."""

    lang = "zh"
    js_splitter_code = SPLIT_QUERY

    def split(self, input: str) -> list[str]:  # noqa: A002  (Sphinx's name)
        """Return the pieces of a page's text."""
        return pieces(input)


def pieces(text: str) -> list[str]:
    """Return what a text can be found by.

    >>> pieces("用kwopt写标题")
    ['用', 'kwopt', '写', '标', '题', '写标', '标题']
    """
    found = []
    for run in RUN.findall(text):
        found += [*run, *map("".join, pairwise(run))] if _is_hanzi(run[0]) else [run]
    return found


def _is_hanzi(letter: str) -> bool:
    return "㐀" <= letter <= "鿿"


def setup(app: Sphinx) -> dict[str, Any]:
    """Put this search in the place of Sphinx's."""
    app.add_search_language(SearchMixed)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
