"""Cutting text: by offsets, whole mixed tokens, two engines alike, user words, frozen specifications."""

import json
import pickle
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwopt.errors import SettingError
from kwopt.language.normalize import match_form, match_forms
from kwopt.language.segment import Segmenter, SegmenterSpec, segmenter
from kwopt.language.years import year_of

WITHOUT_RJIEBA = 'needs the extra "fast": pip install "kwopt[fast]"'
CHARACTERS = "旗袍裙女夏季改良新款打底裤外穿连衣子a字v领1205.-~ml斤年 type\t,。✨é한"


@pytest.fixture(scope="module")
def cutter() -> Segmenter:
    """Return the default segmenter."""
    return segmenter(SegmenterSpec())


@given(st.text(alphabet=CHARACTERS, max_size=30))
@settings(max_examples=300)
def test_words_join_back_to_the_text(text: str) -> None:
    """Nothing is lost or changed by cutting: the words are the text, in order."""
    form = match_form(text)
    assert "".join(segmenter(SegmenterSpec()).cut(form)) == form


@given(st.lists(st.text(alphabet=CHARACTERS, max_size=12).map(match_form), max_size=8))
def test_a_column_is_cut_like_its_texts(texts: list[str]) -> None:
    """Cutting a column in one call gives each text's words, then a newline."""
    cutter = segmenter(SegmenterSpec())
    assert list(cutter.cut_column(texts)) == [word for text in texts for word in (*cutter.cut(text), "\n")]


def test_a_long_column_is_cut_like_its_texts(cutter: Segmenter) -> None:
    """More texts than one call of the engine is given are cut alike, those of hanzi first."""
    own, of_hanzi = [f"v领 {number}" for number in range(1_030)], ["女旗袍", *["旗袍"] * 1_029]
    hanzi = ["女", "旗袍", "\n", *["旗袍", "\n"] * 1_029]
    mixed = [word for number in range(1_030) for word in ("v领", " ", str(number), "\n")]
    assert list(cutter.cut_column(own, of_hanzi)) == hanzi + mixed


@pytest.mark.parametrize(
    "word",
    [
        "a字裙",
        "v领",
        "type-c",
        "5-10斤",
        "3-6个月",
        "xl-5xl",
        "1.5l",
        "500ml",
        "t恤",
        "ins风",
        "2022年",
        "14寸",
        "100%",
        "24色",
        "10个装",
        "50*70cm",
        "800x300x3mm",
        "i5-8250u",
        "usb3.0",
        "荣耀v20",
        "abcd面",
        "1/2",
        "1-2年级",
    ],
)
def test_mixed_tokens_stay_whole(cutter: Segmenter, word: str) -> None:
    """Letters, numbers and their units or tails are one word, inside a query too."""
    assert cutter.cut(word) == [word]
    assert word in cutter.cut(f"新款{word} 女")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("打底裤女外穿", ["打底裤", "女", "外穿"]),
        ("法式小个子设计感连衣裙", ["法式", "小个子", "设计感", "连衣裙"]),
        ("连衣裙子女夏季", ["连衣裙", "子", "女", "夏季"]),
        ("女上衣", ["女", "上衣"]),
        ("iphone12promax手机壳", ["iphone", "12promax", "手机壳"]),
        ("2个性签名", ["2", "个性", "签名"]),
        ("xs/s/m", ["xs", "/", "s", "/", "m"]),
        ("8g+128g", ["8g", "+", "128g"]),
        ("无线话筒", ["无线", "话筒"]),
        ("note10+手机壳", ["note10+", "手机壳"]),
    ],
)
def test_words_that_stock_jieba_breaks(cutter: Segmenter, text: str, words: list[str]) -> None:
    """E-commerce words come out whole, and no word swallows its neighbour's border."""
    assert cutter.cut(text) == words


def test_punctuation_and_spaces_are_no_words(cutter: Segmenter) -> None:
    """`words` leaves out what holds no letter, number or hanzi."""
    assert cutter.words("旗袍, 女 ✨") == ["旗袍", "女"]


def test_search_words_hold_the_words_inside(cutter: Segmenter) -> None:
    """A search engine finds a long word by the words inside it too."""
    assert {"连衣裙", "衣裙"} <= set(cutter.search_words("连衣裙"))


def test_user_words_are_kept_whole_and_order_tells_nothing() -> None:
    """Words of the user are single words, in whatever order, case or number they were given."""
    one = SegmenterSpec(words=("槿禾里旗袍", "Zq-9x裙"))
    other = SegmenterSpec(words=("zq-9x裙", "槿禾里旗袍", "槿禾里旗袍"))
    assert one == other
    assert hash(one) == hash(other)
    assert segmenter(one).cut("槿禾里旗袍zq-9x裙女") == ["槿禾里旗袍", "zq-9x裙", "女"]


def test_a_specification_survives_pickling() -> None:
    """Processes make their segmenter again from the specification."""
    spec = SegmenterSpec(hmm=True, words=("槿禾里",))
    assert pickle.loads(pickle.dumps(spec)) == spec


def test_unknown_engine_is_refused_with_the_choices() -> None:
    """An engine that does not exist is named, with those that do."""
    with pytest.raises(SettingError, match='unknown engine "x"; choose one of: auto, jieba, rjieba'):
        SegmenterSpec(engine="x")  # type: ignore[arg-type]


class JiebaWithoutWords:
    """As in rjieba 0.2.1: it cuts, but nothing adds words to it."""

    def cut(self, text: str, _hmm: bool) -> list[str]:
        """Return the text as it is."""
        return [text]


@pytest.fixture
def old_rjieba(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install an rjieba that takes no words."""
    module = ModuleType("rjieba")
    module.__spec__ = ModuleSpec("rjieba", None)
    monkeypatch.setattr(module, "Jieba", JiebaWithoutWords, raising=False)
    monkeypatch.setitem(sys.modules, "rjieba", module)


@pytest.mark.usefixtures("old_rjieba")
def test_an_rjieba_that_takes_no_words_counts_as_absent() -> None:
    """Installed for something else, it is left alone: the words of the user stay whole."""
    assert segmenter(SegmenterSpec(words=("槿禾里旗袍裙",))).cut("槿禾里旗袍裙女") == ["槿禾里旗袍裙", "女"]


@pytest.mark.usefixtures("old_rjieba")
def test_rjieba_asked_for_by_name_must_take_words() -> None:
    """Whoever asks for rjieba itself is told which one is needed, and how to get it."""
    spec = SegmenterSpec(engine="rjieba", words=("槿禾里旗袍裙",))
    with pytest.raises(SettingError, match=r'needs rjieba 0\.2\.2 or newer.*pip install "kwopt\[fast\]"'):
        segmenter(spec)


def test_both_engines_cut_real_titles_alike(real_data: Path) -> None:
    """Jieba and rjieba give the same words, exact and inside, on every third real Taobao and JD title."""
    pytest.importorskip("rjieba", reason=WITHOUT_RJIEBA)
    titles: list[str] = []
    for name, field in (
        ("products_taobao.jsonl", "title"),
        ("titles_jd_spans.jsonl", "text"),
        ("titles_taobao_entities.jsonl", "text"),
    ):
        lines = (real_data / name).read_text(encoding="utf-8").splitlines()
        titles += [json.loads(line)[field] for line in lines]
    forms = match_forms(titles[::3])
    slow, fast = segmenter(SegmenterSpec(engine="jieba")), segmenter(SegmenterSpec(engine="rjieba"))
    assert [form for form in forms if slow.cut(form) != fast.cut(form)] == []
    assert [form for form in forms[:700] if slow.search_words(form) != fast.search_words(form)] == []


@pytest.mark.parametrize(
    ("word", "year"),
    [
        ("2021", 2021),
        ("2022年", 2022),
        ("22年", 2022),
        ("1999", None),
        ("2021新款", 2021),
        ("21寸", None),
        ("88年", None),
    ],
)
def test_years_are_told_from_sizes(word: str, year: int | None) -> None:
    """Four digits from 2000 on, or two with 年, are a year; sizes and old years are not."""
    assert year_of(word) == year


def test_a_search_finds_other_forms_of_english_words() -> None:
    """The search words of a text hold the other number of its words; the exact words do not."""
    cut = segmenter(SegmenterSpec())
    assert "bottle" in cut.search_words("water bottles")
    assert cut.words("water bottles") == ["water", "bottles"]
