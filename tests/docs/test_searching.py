"""How the site's search cuts pages into what they can be found by."""

import pytest

pytest.importorskip("sphinx", reason="the site's tools are not installed: pip install '.[docs]'")

from docs.extensions.searching import pieces


def test_hanzi_are_found_alone_and_in_pairs():
    """Three hanzi give three ones and two pairs."""
    assert pieces("关键词") == ["关", "键", "词", "关键", "键词"]


def test_latin_words_between_hanzi_stay_whole():
    """A Latin word inside Chinese text is one piece, and hanzi on its two sides are no pair."""
    assert pieces("用kwopt写") == ["用", "kwopt", "写"]


def test_punctuation_is_no_piece():
    """What stands between words is nothing to search for."""
    assert pieces("标题，title!") == ["标", "题", "标题", "title"]
