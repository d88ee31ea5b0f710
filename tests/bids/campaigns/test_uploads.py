"""Uploads: which line a row becomes in each layout, and what no line may hold."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.bids import bid_result
from kwopt.bids.advice.verdicts import VERDICTS
from kwopt.bids.campaigns.layouts import layouts
from kwopt.bids.campaigns.units import TARGET_KEYS, by_target, target_name, target_rows, with_targets
from kwopt.bids.campaigns.uploads import upload_rows
from kwopt.errors import BidError, SettingError

PLACES = [
    # keyword, campaign, ad group, targeting, match type, clicks
    ("good", "Auto", "A", "close-match", "auto", 100),
    ("good", "Broad", "B", "better", "broad", 81),
    ("good", "Broad", "B", "good", "broad", 40),
    ("dead", "Auto", "A", "close-match", "auto", 80),
    ("dear", "Exact", "E", "dear", "exact", 181),
    ("dear", "Auto", "A", "close-match", "auto", 5),
    ("b0abcdefgh", "Auto", "A", "substitutes", "auto", 90),
    ("b0zzzzzzzz", "Pages", "P", 'asin="B0ZZZZZZZZ"', "product", 181),
    ("new", "Auto", "A", "loose-match", "auto", 2),
    ("steep", "Auto", "A", "loose-match", "auto", 3),
]


@pytest.fixture
def places() -> pd.DataFrame:
    """Return the rows of a report before they are added up."""
    return pd.DataFrame(
        PLACES, columns=[c.KEYWORD, c.CAMPAIGN, c.AD_GROUP, c.TARGETING, c.MATCH_TYPE, c.CLICKS]
    )


@pytest.fixture
def result(advised, word):
    """Return advice: raise, pause, lower, pause, lower, wait, and wait at too high a price."""
    return advised([
        word("good", 181, 19, 1.0), word("dead", 80, 0, 2.0), word("dear", 181, 19, 9.0),
        word("b0abcdefgh", 90, 0, 2.0), word("b0zzzzzzzz", 181, 19, 9.0), word("new", 2, 0, 1.5),
        word("steep", 3, 0, 7.0), word("cheap", 400, 40, 1.0),
    ])  # fmt: skip


def test_the_generic_layout_holds_every_row(result, places) -> None:
    """A line a keyword, campaign and ad group, also where no place is known; dear waits are lowered."""
    upload = upload_rows(result, places)
    rows = upload.frame
    assert list(rows.columns) == list(layouts()["generic"].columns)
    assert len(rows.drop_duplicates(["keyword", "campaign", "ad_group"])) == len(rows) == 10
    assert rows.loc[rows["keyword"] == "cheap", "campaign"].isna().all()
    done = dict(zip(rows["keyword"], rows["action"], strict=True))
    assert (done["good"], done["dead"], done["dear"], done["new"]) == ("raise", "pause", "lower", "wait")
    assert done["steep"] == "lower"
    assert upload.notices == ()


def test_of_several_targets_in_one_ad_group_the_one_with_most_clicks_is_named(result, places) -> None:
    """In ad group B, "better" found the word 81 times and "good" (broad) 40 times."""
    rows = upload_rows(result, places).frame
    found = rows[(rows["keyword"] == "good") & (rows["ad_group"] == "B")]
    assert found["targeting"].tolist() == ["better"]


def lines(frame: pd.DataFrame, *headers: str) -> list[tuple[object, ...]]:
    """Return the cells of some columns, missing ones as None."""
    return [
        tuple(None if cell != cell else cell for cell in row) for row in frame[list(headers)].values.tolist()
    ]


def test_amazon_lines(result, places) -> None:
    """Terms are blocked or become exact keywords once; own keywords and targets change; waits stay."""
    upload = upload_rows(result, places, layout="amazon")
    headers = ("Entity", "Operation", "Keyword Text", "Match Type", "Product Targeting Expression")
    assert sorted(lines(upload.frame, *headers), key=str) == sorted([
        ("Keyword", "Create", "good", "exact", None),  # where it had most clicks, not in Broad too
        ("Negative Keyword", "Create", "dead", "negativeExact", None),
        ("Keyword", "Update", "dear", "exact", None),  # its own keyword; a term's bid cannot be lowered
        ("Negative Product Targeting", "Create", None, None, 'asin="B0ABCDEFGH"'),
        ("Product Targeting", "Update", None, None, 'asin="B0ZZZZZZZZ"'),
    ], key=str)  # fmt: skip
    created = upload.frame[upload.frame["Operation"] == "Create"]
    assert (created["Campaign Name (Informational only)"] == "Auto").all()
    assert lines(upload.frame[upload.frame["Keyword Text"] == "dead"], "Bid", "State") == [(None, "enabled")]
    # a quarter above the price paid
    assert upload.frame.loc[upload.frame["Keyword Text"] == "good", "Bid"].tolist() == [1.25]
    assert [notice.code for notice in upload.notices] == [
        "bids.upload_unchanged", "bids.upload_unsaid", "bids.upload_by_hand", "bids.upload_unproven",
    ]  # fmt: skip


def test_no_bid_below_the_smallest_is_written(result, places) -> None:
    """Amazon takes 0.24 dirhams or more: what is to be lowered below is paused, what waits gets 0.24."""
    frame = result.frame.copy()
    low = frame[c.KEYWORD].isin(["dear", "steep"])
    frame.loc[low, c.SUGGESTED_BID] = 0.2
    upload = upload_rows(replace(result, frame=frame, currency="AED"), places.assign(
        targeting=places[c.KEYWORD], match_type="exact",
    ), layout="amazon").frame  # fmt: skip
    done = {row[0]: row[1:] for row in lines(upload, "Keyword Text", "State", "Bid")}
    assert done["dear"] == ("paused", None)
    assert done["steep"] == ("enabled", 0.24)


def test_google_lines(result, places) -> None:
    """Own keywords get a bid or are paused, terms become exact or negative keywords."""
    rows = upload_rows(result, places, layout="google").frame
    found = {
        (row[0], row[1]): row[2:] for row in lines(rows, "Keyword", "Criterion Type", "Max CPC", "Status")
    }
    assert found["good", "Exact"] == (1.25, "Enabled")
    assert found["dead", "Negative Exact"] == (None, None)
    assert found["dear", "Exact"][1] == "Enabled"


def test_zhitongche_lines(result, places) -> None:
    """A list in Chinese of what to change."""
    rows = upload_rows(result, places, layout="zhitongche").frame
    done = dict(zip(rows["关键词"], rows["操作"], strict=True))
    assert (done["good"], done["dead"], done["dear"]) == ("提价", "暂停", "降价")
    assert "new" not in done


def test_a_layout_that_needs_campaigns_refuses_a_report_without(result) -> None:
    """The sentence names what is lacking and the way out."""
    with pytest.raises(BidError, match=r"needs campaign, ad_group.*--upload-format generic"):
        upload_rows(result, layout="amazon")
    assert len(upload_rows(result).frame) == len(result.frame)


def test_an_unknown_layout_lists_the_known(result) -> None:
    """The known layouts are named."""
    with pytest.raises(SettingError, match="generic, amazon, google, zhitongche"):
        upload_rows(result, layout="ebay")


def test_only_reports_are_uploaded() -> None:
    """A market table has no verdicts."""
    market = bid_result(pd.DataFrame({"keyword": ["旗袍"], "buyers_per_visitor": [0.04]}), profit_per_order=9)
    with pytest.raises(BidError, match="come from a campaign report"):
        upload_rows(market)


def test_nothing_to_change_is_said(advised, word, places) -> None:
    """A word that waits has no line for Amazon: headers only, and a sentence."""
    upload = upload_rows(advised([word("new", 2, 0, 1.5)]), places, layout="amazon")
    assert upload.frame.empty
    assert list(upload.frame.columns) == list(layouts()["amazon"].columns)
    assert upload.notices[0].code == "bids.upload_nothing"


def test_targets_are_units_of_their_own(places, advised) -> None:
    """Rows are added up by campaign, ad group, targeting and match type; their lines change bids."""
    targets = by_target(target_rows(places))
    assert targets.set_index(c.KEYWORD)[c.CLICKS].to_dict() == {
        "close-match [auto] · Auto / A": 185.0, "better [broad] · Broad / B": 81.0,
        "good [broad] · Broad / B": 40.0, "dear [exact] · Exact / E": 181.0,
        "substitutes [auto] · Auto / A": 90.0, 'asin="B0ZZZZZZZZ" [product] · Pages / P': 181.0,
        "loose-match [auto] · Auto / A": 5.0,
    }  # fmt: skip
    rows = targets.assign(orders=0.0, spend=targets[c.CLICKS] * 9, impressions=9e3, sales=0.0)
    advice = advised(
        rows.drop(columns=[c.CAMPAIGN, c.AD_GROUP, c.TARGETING, c.MATCH_TYPE]).to_dict("records")
    )
    named = with_targets(advice, targets)
    assert named.frame[c.TARGETING].tolist() == targets[c.TARGETING].tolist()
    upload = upload_rows(replace(named), layout="amazon").frame
    paused = dict(zip(upload["Product Targeting Expression"].fillna(upload["Keyword Text"]), upload["State"],
                      strict=True))  # fmt: skip
    assert paused["good"] == "paused"
    assert paused["close-match"] == "paused"


def test_keywords_that_are_bid_on_are_their_own_targets() -> None:
    """A report of keywords by campaign names no targets: the same word in two campaigns is two units."""
    rows = pd.DataFrame(
        {c.KEYWORD: ["旗袍", "旗袍", "旗袍"], c.CAMPAIGN: ["夏", "冬", "夏"], c.CLICKS: [3, 4, 5]}
    )
    assert by_target(target_rows(rows))[[c.KEYWORD, c.TARGETING, c.CLICKS]].values.tolist() == [
        ["旗袍 · 夏", "旗袍", 8.0], ["旗袍 · 冬", "旗袍", 4.0],
    ]  # fmt: skip


def test_targets_need_to_be_named() -> None:
    """A report that does not say what was bid on has none."""
    with pytest.raises(BidError, match="leave --by target out"):
        target_rows(pd.DataFrame({c.KEYWORD: ["x"], c.CLICKS: [1]}))
    with pytest.raises(BidError, match="leave --by target out"):
        target_rows(None)
    assert target_name({c.TARGETING: float("nan")}) is None


@pytest.mark.parametrize("layout", layouts().values(), ids=lambda layout: layout.id)
def test_layouts_are_whole(layout) -> None:
    """Cells stand under headers of the layout, placeholders are known, sources and dates are given."""
    known = {c.KEYWORD, *TARGET_KEYS, c.PAID_CPC, c.REASON, "action", "bid", "asin"}
    for line in layout.lines:
        assert set(line.cells) <= set(layout.columns)
        assert set(re.findall(r"\{(\w+)\}", "".join(line.cells.values()))) <= known
        assert line.actions <= set(VERDICTS)
        assert line.what <= {"keyword", "target", "term", "page"}
    assert set(layout.by_hand) <= set(layout.columns)
    assert layout.source
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", layout.date)
    assert layout.confidence in "ABCD"
    assert {"en", "zh"} == set(layout.names)


def test_targets_keep_the_days_of_their_rows() -> None:
    """Each row of a report stands under its target, so that days and groups still tell of rates."""
    row = {c.TARGETING: "dust sheet", c.MATCH_TYPE: "broad", c.CLICKS: 3.0}
    rows = pd.DataFrame([
        row | {c.KEYWORD: "dust sheet large", c.DATE: "2026-08-01"},
        row | {c.KEYWORD: "dust sheets", c.DATE: "2026-08-02"},
    ])  # fmt: skip
    found = target_rows(rows)
    assert found[c.KEYWORD].tolist() == ["dust sheet [broad]"] * 2
    assert found[c.DATE].tolist() == ["2026-08-01", "2026-08-02"]
