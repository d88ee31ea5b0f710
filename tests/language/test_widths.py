"""The four width counters agree with slow oracles and with figures from named sources."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kwopt.errors import SettingError
from kwopt.language.widths import UNITS, fitting_length, width
from tests.oracles import UNIT_ORACLES

AWKWARD = (
    "",
    "👨‍👩‍👧‍👦",  # family emoji: four emoji and three joiners
    "🇨🇳",  # flag: two regional indicators
    "e\u0301",  # combining acute
    "\u1100\u1161\u11a8",  # hangul in three jamo
    "Ａ１，",  # full-width forms
    "ﾃﾚﾋﾞ",  # half-width kana
    "𠮷㐀",  # astral and extension A hanzi
    "①Ⅲ℃·—…×é\u3000",
    "\ud800",  # a lone surrogate, as a broken file may hold
    "\x00\t\n",
)

any_text = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=40),
    st.text(alphabet="旗袍aA1 é€™①Ａｱ😀𠮷\u0301\u3000\u200d", max_size=40),
    st.sampled_from(AWKWARD),
)


@pytest.mark.parametrize("unit", sorted(UNITS))
@given(text=any_text)
@example(text="".join(AWKWARD))
def test_counters_equal_the_slow_oracle(unit: str, text: str) -> None:
    """Every counter equals its definition applied one code point at a time."""
    assert width(text, unit) == UNIT_ORACLES[unit](text)


@given(left=any_text, right=any_text)
def test_widths_add_up(left: str, right: str) -> None:
    """The units without composition are additive over concatenation."""
    for unit in ("w2", "google2", "utf16"):
        assert width(left + right, unit) == width(left, unit) + width(right, unit)


@given(text=any_text)
def test_w2_equals_gbk_bytes_where_gbk_can_encode(text: str) -> None:
    """The double-byte width is the GBK length wherever GBK has one."""
    try:
        encoded = text.encode("gbk")
    except UnicodeEncodeError:
        return
    assert width(text, "w2") == len(encoded)


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        # Measured figures of marketplaces.md A.1: 2 each but for the six half-width ones.
        ("（全角）ＡＢ１２", "w2", 16),
        ("·—…×①Ⅲ℃\u3000é", "w2", 18),
        ("LENNEA法式小个子设计感减龄黄色连衣裙子女夏季无袖背心花苞短裙", "w2", 60),
        ("LENNEA波点花边袖黑色短袖针织T恤女圆领修身打底衫夏季小众上衣", "w2", 59),
        # Seven code points: four people and three joiners.
        ("👨‍👩‍👧‍👦", "chars", 7),
        # Four people of four bytes and three joiners of three.
        ("👨‍👩‍👧‍👦", "utf8", 25),
        # Emoji people are wide, joiners are not: 4 x 2 + 3.
        ("👨‍👩‍👧‍👦", "google2", 11),
        # In UTF-16 the people are pairs: 4 x 2 + 3.
        ("👨‍👩‍👧‍👦", "utf16", 11),
        # A flag is two code points of four bytes each, a skin tone one more beside the hand.
        ("🇨🇳", "w2", 4),
        ("🇨🇳", "utf8", 8),
        ("👍🏽", "chars", 2),
        ("👍🏽", "utf16", 4),
        # e and a combining acute compose to one character, and count as two before that.
        ("e\u0301", "chars", 1),
        ("e\u0301", "w2", 3),
        # Half-width kana are three bytes, and for Google one wide.
        ("ﾃﾚﾋﾞ", "utf8", 12),
        ("ﾃﾚﾋﾞ", "google2", 4),
        ("\ud800", "utf16", 1),
        ("", "w2", 0),
    ],
)
def test_known_widths(text: str, unit: str, expected: int) -> None:
    """Widths derived by hand or read off a seller page hold."""
    assert width(text, unit) == expected


@pytest.mark.parametrize("unit", sorted(UNITS))
@given(text=any_text, limit=st.integers(min_value=0, max_value=60))
@example(text="".join(AWKWARD), limit=30)
def test_the_cut_is_where_measuring_says(unit: str, text: str, limit: int) -> None:
    """What is kept has room by the oracle, and one character more has not."""
    kept = fitting_length(text, limit, UNITS[unit])
    assert UNIT_ORACLES[unit](text[:kept]) <= limit
    assert kept == len(text) or UNIT_ORACLES[unit](text[: kept + 1]) > limit


def test_unknown_unit_lists_the_units() -> None:
    """An unknown unit names those there are."""
    with pytest.raises(SettingError, match="w2, chars, utf8, google2, utf16"):
        width("x", "pixels")
