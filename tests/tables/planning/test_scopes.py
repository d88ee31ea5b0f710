"""Rates of one's own beside those of the peers."""

import pytest

from kwopt.columns import OWN_FIGURES, OWN_VISITS
from kwopt.tables.planning.plans import Plan, plan_columns

MARKET = ["关键词", "搜索人气"]


def source_of(plan: Plan, target: str) -> str | None:
    """Return the header that fills a column."""
    column = plan.filling(target)
    return column.source if column else None


@pytest.mark.parametrize(
    ("own", "peers"),
    [
        ("支付转化率", "同行平均支付转化率"),
        ("支付转化率", "支付转化率(同行平均)"),
        ("支付转化率", "支付转化率（行业平均）"),
        ("本店支付转化率", "行业支付转化率"),
        ("我的转化率", "同行转化率"),
        ("Conversion Rate", "Peer average conversion rate"),
        ("Your conversion rate", "Conversion rate (market)"),
        ("支付转化率", "全网支付转化率"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_the_peers_rate_is_the_markets(own: str, peers: str, swapped: bool) -> None:
    """The peers' rate is that of the market, one's own is that of own visitors, in any order of columns."""
    plan = plan_columns([*MARKET, *((peers, own) if swapped else (own, peers))])
    assert source_of(plan, "buyers_per_visitor") == peers
    kept = plan.filling("own_buyers_per_visitor")
    assert kept is not None
    assert (kept.source, kept.meaning.note) == (own, "tables.note_own_rate")


@pytest.mark.parametrize("other", ["同行优秀支付转化率", "竞品支付转化率", "竞店-支付转化率"])
def test_the_best_and_the_rivals_rates_are_no_market(other: str) -> None:
    """The rate of the best, or of one rival, is never used; a rate beside it is one's own, and says so."""
    plan = plan_columns([*MARKET, other, "支付转化率"])
    assert source_of(plan, "buyers_per_visitor") is None
    assert source_of(plan, "own_buyers_per_visitor") == "支付转化率"


def test_a_rate_that_is_called_nothing_is_the_markets_beside_ones_own() -> None:
    """本店支付转化率 is told apart, so 支付转化率 beside it is that of the market."""
    plan = plan_columns([*MARKET, "本店支付转化率", "支付转化率"])
    assert source_of(plan, "buyers_per_visitor") == "支付转化率"
    assert source_of(plan, "own_buyers_per_visitor") == "本店支付转化率"


def test_a_report_takes_no_rate_of_the_peers() -> None:
    """Beside spend the rate per click is one's own, and the peers' is carried along."""
    plan = plan_columns(["关键词", "展现量", "点击量", "花费", "转化率", "同行平均转化率"])
    assert source_of(plan, "orders_per_click") == "转化率"
    assert source_of(plan, "buyers_per_visitor") is None


def test_the_shops_payments_of_the_word_assistant_are_not_the_markets() -> None:
    """In the word assistant only columns that begin with 全网 speak of the market."""
    plan = plan_columns(["关键词", "带来的访客数", "支付转化率", "全网下单转化率"])
    assert source_of(plan, "buyers_per_visitor") == "全网下单转化率"
    assert source_of(plan, "own_buyers_per_visitor") == "支付转化率"


def test_visitors_of_ones_own_make_buyers_and_rates_ones_own() -> None:
    """Beside 访客数 buyers and their rate are the shop's; beside searches, too, they are the market's."""
    plan = plan_columns(["关键词", "访客数", "支付买家数", "支付转化率"])
    own = [source_of(plan, name) for name in OWN_VISITS]
    assert own == ["访客数", "支付买家数", "支付转化率"]
    assert source_of(plan, "market_buyers") is None
    market = plan_columns([*MARKET, "访客数", "支付买家数", "支付转化率"])
    assert [source_of(market, name) for name in OWN_VISITS] == ["访客数", None, None]
    assert source_of(market, "market_buyers") == "支付买家数"


@pytest.mark.parametrize("spent", ["花费", "展现量"])
def test_visitors_of_a_report_are_those_of_its_advertisements(spent: str) -> None:
    """Beside spend or impressions no buyers and no rate are taken for those without advertising."""
    plan = plan_columns(["关键词", "点击量", "访客数", "支付买家数", "转化率", spent])
    assert [source_of(plan, name) for name in OWN_VISITS[1:]] == [None, None]
    assert source_of(plan, "orders_per_click") == "转化率"


def test_own_visitors_are_never_clicks() -> None:
    """What the shop's own visitors did fills no figure of its advertisements."""
    plan = plan_columns(["关键词", "本店访客数", "本店支付买家数", "本店支付转化率", "引导支付转化率"])
    assert source_of(plan, "own_visitors") == "本店访客数"
    assert source_of(plan, "own_buyers") == "本店支付买家数"
    assert source_of(plan, "own_buyers_per_visitor") == "引导支付转化率"
    assert not any(plan.filling(name) for name in (*OWN_FIGURES, "orders_per_click"))


@pytest.mark.parametrize("rate", ["转化率", "Conversion rate", "CVR"])
def test_a_rate_beside_own_clicks_is_per_click(rate: str) -> None:
    """Beside clicks it is orders per click; beside searches, too, clicks and rate are the market's."""
    assert source_of(plan_columns(["关键词", "点击量", rate]), "orders_per_click") == rate
    assert source_of(plan_columns([*MARKET, "点击量", rate]), "orders_per_click") is None
