"""Titles under several segmenters: kinds, credits, what hangs, what stays, and laws between segmenters."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt import columns as c
from kwopt.errors import SettingError, TableError
from kwopt.language.normalize import match_form
from kwopt.language.segment import SegmenterSpec, segmenter, stock_engine
from kwopt.models import Product, Settings
from kwopt.titles import compose_titles
from kwopt.titles.coverage.matching import KINDS, match_kind
from kwopt.titles.coverage.segmenters import CHINESE, NAMES, SPACED, cutter_named, default_segmenters
from kwopt.titles.coverage.simulation import MatchSimulator, simulate_all, simulate_matching
from kwopt.titles.coverage.weighing import weigh

SHOES = "厚底老爹鞋女"
"""Thick-soled chunky shoes, women: 老爹鞋 is one word of the trade, and 老爹|鞋 to jieba."""

WORDS = ("旗袍", "连衣裙", "裙", "女", "夏季", "老爹鞋", "2026", "新款", "防水", "鞋子", "v领", " ", "adidas")
phrases = st.lists(st.sampled_from(WORDS), max_size=6).map("".join)


def test_kinds_stand_by_segmenter() -> None:
    """厚底鞋 finds its 鞋 where 老爹鞋 falls in two, and only there."""
    found = simulate_matching(SHOES, ["厚底鞋", "老爹鞋", "拖鞋"], segmenters=("kwopt", "jieba"))
    assert [dict(item.meeting.kinds) for item in found.keywords] == [
        {"kwopt": "characters", "jieba": "ordered"},
        {"kwopt": "phrase", "jieba": "phrase"},
        {"kwopt": "none", "jieba": "none"},
    ]


def test_a_keyword_hangs_where_only_some_cover_it() -> None:
    """Covered under one and not under another hangs, with its worth times the credit at stake: 40 x 0.85."""
    found = simulate_matching(SHOES, [("厚底鞋", 40.0), ("老爹鞋", 9.0)], segmenters=("kwopt", "jieba"))
    (item,) = found.hanging
    assert (item.keyword, item.meeting.lowest, item.meeting.highest) == ("厚底鞋", 0.0, 0.85)
    assert item.at_stake == pytest.approx(34.0)


@pytest.mark.parametrize(("credits", "hangs"), [((1.0, 0.85, 0.7), False), ((1.0, 0.8, 0.3), True)])
def test_in_order_against_any_hangs_where_credits_are_far_apart(
    credits: tuple[float, float, float],  # noqa: A002
    hangs: bool,
) -> None:
    """衣裙女 is in no order to kwopt (衣裙 is inside 连衣裙), in order to hanzi: 0.15 is a nuance."""
    settings = Settings(match_credits=credits)
    names = ("kwopt", "characters")
    (item,) = simulate_matching("连衣裙夏季女", ["衣裙女"], segmenters=names, settings=settings).keywords
    assert list(item.meeting.kinds.values()) == ["any", "ordered"]
    assert item.meeting.hangs is hangs


@pytest.mark.parametrize(("names", "doubt"), [(("kwopt", "jieba"), "gained"), (("jieba", "kwopt"), "lost")])
def test_doubt_is_told_from_the_reference(names: tuple[str, ...], doubt: str) -> None:
    """厚底鞋 is jieba's alone: with jieba as the reference it may be lost, else it may be gained."""
    found = simulate_matching(SHOES, ["厚底鞋", "老爹鞋"], segmenters=names)
    assert [item.meeting.doubt for item in found.keywords] == [doubt, None]
    assert found.counts()[doubt] == 1


def test_phrases_made_of_other_words_are_named() -> None:
    """鞋 stands in the characters of 老爹鞋 and is no word of the title to kwopt; it is one to jieba."""
    (item,) = simulate_matching(SHOES, ["鞋"], segmenters=("kwopt", "jieba")).keywords
    assert set(item.meeting.kinds.values()) == {"phrase"}
    assert item.meeting.inside == ("kwopt",)
    assert not item.meeting.hangs


def test_shares_are_of_what_the_reference_earns() -> None:
    """老爹鞋女 earns 10 and 鞋 20 everywhere, 鞋厚底 40 x 0.7 to jieba alone; then the other way round."""
    keywords = [("老爹鞋女", 10.0), ("鞋", 20.0), ("鞋厚底", 40.0)]
    found = simulate_matching(SHOES, keywords, segmenters=("kwopt", "jieba"))
    assert [reading.value for reading in found.readings] == pytest.approx([30.0, 58.0])
    assert [reading.covered for reading in found.readings] == [2, 3]
    assert (found.robust_value, found.robust_share) == (30.0, 1.0)
    assert found.robust_words_share == pytest.approx(10 / 30)  # 鞋 is no word to kwopt
    assert found.spread == pytest.approx(28 / 58)
    other = simulate_matching(SHOES, keywords, segmenters=("jieba", "kwopt"))
    assert other.robust_share == pytest.approx(30 / 58)


def test_nothing_covered_has_no_share() -> None:
    """Where the reference covers nothing there is no share to state."""
    found = simulate_matching("毛衣", ["旗袍"])
    assert (found.robust_value, found.robust_share, found.robust_words_share, found.spread) == (
        0,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("keywords", [[], ["", " "]])
def test_no_keywords_and_empty_ones(keywords: list[str]) -> None:
    """Nothing to hold a title against gives an empty answer, not a failure."""
    found = simulate_matching("旗袍", keywords)
    assert [item.meeting.highest for item in found.keywords] == [0.0] * len(keywords)
    assert simulate_matching("", ["旗袍"]).met == ()


def test_met_keywords_come_by_worth() -> None:
    """Covered keywords stand with those that count most first, ties in the order of their characters."""
    found = simulate_matching("白色旗袍女", [("旗袍", 1.0), ("女", 2.0), ("毛衣", 9.0), ("白色", 1.0)])
    assert [item.keyword for item in found.met] == ["女", "旗袍", "白色"]


def test_json_form_is_plain() -> None:
    """The JSON form holds each keyword with its kinds, unknown worth as null, and survives json."""
    frame = pd.DataFrame({c.KEYWORD: ["厚底鞋", "女 鞋"], c.SEARCH_VOLUME: [100.0, float("nan")]})
    found = simulate_matching(SHOES, frame, segmenters=("kwopt", "jieba")).to_dict()
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["keywords"][0] == {
        "keyword": "厚底鞋",
        "worth": 100.0,
        "kinds": {"kwopt": "characters", "jieba": "ordered"},
        "inside": [],
        "reference": 0.0,
        "lowest": 0.0,
        "highest": 0.85,
        "hangs": True,
        "doubt": "gained",
        "at_stake": 85.0,
    }
    assert found["keywords"][1]["worth"] is None
    assert found["counts"] == {"keywords": 2, "met": 2, "hanging": 2, "lost": 0, "gained": 2}


@given(title=phrases, keywords=st.lists(phrases, max_size=5))
def test_kinds_are_those_of_single_matches(title: str, keywords: list[str]) -> None:
    """Holding a title against many keywords under many segmenters is holding it against each under each."""
    simulator = MatchSimulator(weigh(keywords), segmenters=NAMES)
    found = [[KINDS[kind] for kind in row] for row in simulator.kinds(title)]
    assert found == [
        [match_kind(title, keyword, segmenter=cutter_named(name)) for keyword in keywords] for name in NAMES
    ]


@given(title=phrases, keyword=phrases)
def test_what_holds_between_segmenters(title: str, keyword: str) -> None:
    """Finding nothing inside words covers no more; single hanzi cover all that has its characters."""
    (item,) = simulate_matching(title, [keyword], segmenters=NAMES).keywords
    kinds = {name: KINDS.index(kind) for name, kind in item.meeting.kinds.items()}
    assert kinds["exact"] <= kinds["kwopt"]
    assert (item.meeting.kinds["kwopt"] == "phrase") == (set(item.meeting.kinds.values()) == {"phrase"})
    assert item.meeting.lowest <= item.meeting.highest
    assert item.meeting.hangs or item.meeting.highest - item.meeting.lowest <= 0.2


@given(title=phrases, keywords=st.lists(phrases, max_size=6))
def test_robust_value_is_below_every_reading(title: str, keywords: list[str]) -> None:
    """What stays under every segmenter is at most what any of them covers."""
    found = simulate_matching(title, [(text, 3.0 + place) for place, text in enumerate(keywords)])
    assert all(found.robust_value <= reading.value + 1e-9 for reading in found.readings)
    assert found.robust_words_share is None or found.robust_words_share <= (found.robust_share or 0) + 1e-9


def test_the_order_of_keywords_does_not_matter() -> None:
    """Each keyword's answer is its own."""
    keywords = ["厚底鞋", "老爹鞋女", "女鞋", "拖鞋"]
    one = {item.keyword: item for item in simulate_matching(SHOES, keywords).keywords}
    other = {item.keyword: item for item in simulate_matching(SHOES, keywords[::-1]).keywords}
    assert one == other


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["", "2026年新款 V领T恤，女", "Leak-Proof Bottle 1.5L", "👗裙　连衣裙"])
def test_every_segmenter_cuts_any_text(name: str, text: str) -> None:
    """Words come in order out of the text, and a search finds each of them."""
    cutter, form = cutter_named(name), match_form(text)
    words = cutter.words(form)
    assert set(words) <= set(cutter.search_words(form))
    if name not in ("lemmas", "stems"):  # which change words
        places = [form.find(word) for word in words]
        assert all(place >= 0 for place in places)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("kwopt", ["2022年", "新款", "阔腿裤"]),
        ("exact", ["2022年", "新款", "阔腿裤"]),
        ("jieba", ["2022", "年", "新款", "阔", "腿", "裤"]),
        ("longest", ["2022", "年", "新款", "阔腿裤"]),
        ("bigrams", ["2022", "年新", "新款", "款阔", "阔腿", "腿裤"]),
        ("characters", ["2022", "年", "新", "款", "阔", "腿", "裤"]),
    ],
)
def test_segmenters_differ_as_documented(name: str, words: list[str]) -> None:
    """阔腿裤 (wide-legged trousers) is a word of the trade that jieba's dictionary lacks."""
    assert cutter_named(name).words("2022年新款阔腿裤") == words


def test_stock_jieba_is_the_same_in_both_engines() -> None:
    """The stock dictionary gives equal words in rjieba and in jieba, in both cuts."""
    pytest.importorskip("rjieba", reason='needs the extra "fast": pip install "kwopt[fast]"')
    one, other = (stock_engine(hmm=True, engine=name) for name in ("jieba", "rjieba"))
    for text in ("厚底老爹鞋女", "阔腿裤女夏季薄款", "连衣裙子女夏季", "设计感减龄"):
        assert one.cut(text) == other.cut(text)
        assert one.cut_for_search(text) == other.cut_for_search(text)


def test_defaults_follow_the_language() -> None:
    """One title with hanzi asks for the Chinese segmenters; the reference is kwopt's either way."""
    assert default_segmenters(["water bottle", "旗袍"]) == CHINESE
    assert default_segmenters(["water bottle"]) == SPACED
    assert {CHINESE[0], SPACED[0]} == {"kwopt"}
    assert set(CHINESE) | set(SPACED) <= set(NAMES)


def test_a_segmenter_named_twice_counts_once() -> None:
    """Repeated names are one segmenter."""
    found = simulate_matching("旗袍", ["旗袍"], segmenters=("jieba", "jieba"))
    assert [reading.segmenter for reading in found.readings] == ["jieba"]


def test_an_unknown_segmenter_is_refused() -> None:
    """The error names the segmenters that there are."""
    with pytest.raises(SettingError, match='unknown segmenter "lucene"; choose one of: kwopt, guessing'):
        simulate_matching("旗袍", ["旗袍"], segmenters=("lucene",))


def test_a_frame_without_keywords_is_refused() -> None:
    """The error names the columns that there are."""
    with pytest.raises(TableError, match='the column "keyword", which is missing; columns found: word'):
        simulate_matching("旗袍", pd.DataFrame({"word": ["旗袍"]}))


def test_the_reference_knows_the_sellers_words() -> None:
    """The user's words and the product's required ones stay whole for kwopt, and for no other."""
    settings, product = Settings(user_words=("喵拳鞋",)), Product(name="鞋", required_words=("厚底鞋",))
    weighed = weigh(["鞋"])
    simulator = MatchSimulator(weighed, segmenters=("kwopt", "jieba"), settings=settings, product=product)
    kwopt, jieba = simulator.simulate("喵拳鞋厚底鞋").readings
    assert kwopt.words == ("喵拳鞋", "厚底鞋")
    assert jieba.words == ("喵", "拳", "鞋", "厚", "底", "鞋")


QIPAO = Product(
    name="改良旗袍", category=("女装", "旗袍"), attributes=(("袖长", "短袖"), ("适用季节", "夏季"))
)
TABLE = pd.DataFrame(
    {
        c.KEYWORD: ["改良旗袍", "旗袍短袖", "夏季旗袍短袖", "毛衣女"],
        c.SEARCH_VOLUME: [900.0, 400.0, 300.0, 800.0],
    }
)


def test_a_product_leaves_what_may_earn() -> None:
    """With a product a table is scored: what may not earn is left out, the rest counts its worth."""
    weighed = weigh(TABLE, product=QIPAO)
    assert weighed.measure == "worth"
    assert weighed.keywords == ("改良旗袍", "旗袍短袖", "夏季旗袍短袖")


def test_tables_without_a_product_count_searches_or_one() -> None:
    """Searches where the table has them, else one a keyword; the table stays as it was."""
    before = TABLE.copy()
    assert weigh(TABLE).measure == "search_volume"
    assert weigh(TABLE).weights == (900.0, 400.0, 300.0, 800.0)
    assert weigh(TABLE[[c.KEYWORD]]).measure == "count"
    pd.testing.assert_frame_equal(TABLE, before)


def test_a_scored_table_is_not_scored_again() -> None:
    """A frame that a product was judged for counts as it stands."""
    scored = pd.DataFrame({c.KEYWORD: ["旗袍", "毛衣"], c.WORTH: [5.0, 7.0], c.ELIGIBLE: [True, False]})
    assert weigh(scored, product=QIPAO).keywords == ("旗袍",)
    assert weigh(scored).weights == (5.0,)


def test_reported_coverage_is_that_of_the_reference() -> None:
    """A composed title's coverage value is what the reference reads off its text."""
    scored = pd.DataFrame(
        {
            c.KEYWORD: TABLE[c.KEYWORD][:3],
            c.WORTH: [9.0, 4.0, 3.0],
            c.ELIGIBLE: True,
            c.RELEVANCE_CLASS: "fits",
        }
    )
    (title,) = compose_titles(scored, QIPAO)
    found = simulate_all([title.text], scored, product=QIPAO).titles[0]
    assert found.readings[0].value == pytest.approx(title.coverage_value)
    assert found.readings[0].words == tuple(segmenter(SegmenterSpec()).words(match_form(title.text)))
