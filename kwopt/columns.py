"""The vocabulary of tables: canonical column names. A column name stands nowhere else as a literal.

Fractions are fractions (0.05), never percent. Missing is NaN, never 0.
"""

from collections.abc import Container

# What a table says of a keyword.
KEYWORD = "keyword"
SEARCH_VOLUME = "search_volume"  # searches per period, or the tool's index: comparable inside one file only
LISTING_COUNT = "listing_count"  # competing listings, a snapshot
CLICK_THROUGH_RATE = "click_through_rate"  # clicks per search; may exceed 1
BUYERS_PER_VISITOR = "buyers_per_visitor"  # 支付转化率 (payers per visitor); never a rate per click
ORDERS_PER_CLICK = "orders_per_click"  # orders per paid click: the only rate a bid may use
MARKET_BUYERS = "market_buyers"  # 支付买家数 (paying buyers of the whole market)
CLICKS = "clicks"
ORDERS = "orders"
IMPRESSIONS = "impressions"
SPEND = "spend"
SALES = "sales"
MARKET_CPC = "market_cpc"  # market price of a click, account currency
DEMAND_SUPPLY_RATIO = "demand_supply_ratio"  # 需求供给比 or 蓝海值: searches per listing
SEARCH_GROWTH = "search_growth"  # change of searches against the period before
OWN_VISITORS = "own_visitors"  # who came to the shop from search, without advertising
OWN_BUYERS = "own_buyers"  # of these who paid
OWN_BUYERS_PER_VISITOR = "own_buyers_per_visitor"  # the shop's own rate, beside the market's or the peers'
TMALL_SHARE = "tmall_share"  # 商城点击占比 (share of clicks that go to Tmall shops)
SOURCE_FILE = "source_file"
SOURCE_ROW = "source_row"  # as a spreadsheet shows it, from 1
SOURCES = "sources"  # of several files: every file and row that holds the keyword, "a.csv:2;b.xlsx:17"

NUMERIC = (
    SEARCH_VOLUME, LISTING_COUNT, CLICK_THROUGH_RATE, BUYERS_PER_VISITOR, ORDERS_PER_CLICK, MARKET_BUYERS,
    CLICKS, ORDERS, IMPRESSIONS, SPEND, SALES, MARKET_CPC, DEMAND_SUPPLY_RATIO, SEARCH_GROWTH, TMALL_SHARE,
    OWN_VISITORS, OWN_BUYERS, OWN_BUYERS_PER_VISITOR,
)  # fmt: skip

COUNTS = (
    SEARCH_VOLUME, LISTING_COUNT, MARKET_BUYERS, CLICKS, ORDERS, IMPRESSIONS, OWN_VISITORS, OWN_BUYERS,
)  # fmt: skip
"""Columns of whole numbers."""

RATIOS = (
    CLICK_THROUGH_RATE, BUYERS_PER_VISITOR, ORDERS_PER_CLICK, SEARCH_GROWTH, TMALL_SHARE,
    OWN_BUYERS_PER_VISITOR,
)  # fmt: skip
"""Columns that exports write as percent or as fraction."""

OWN_FIGURES = (IMPRESSIONS, CLICKS, ORDERS, SPEND, SALES)
"""What only a report on the shop's own advertisements fills; it may be added over rows and periods."""

OWN_VISITS = (OWN_VISITORS, OWN_BUYERS, OWN_BUYERS_PER_VISITOR)
"""What the shop's own visitors from search did: neither paid clicks nor the market's visitors."""

MARKET_TRACES = (SEARCH_VOLUME, MARKET_BUYERS, DEMAND_SUPPLY_RATIO)
"""Beside one of these, and without own figures, a rate per click is the market's, not the shop's own."""

# What a row of an advertising report says of where its figures arose.
CAMPAIGN = "campaign"
AD_GROUP = "ad_group"
TARGETING = "targeting"  # what was bid on: a keyword, a product, or how the marketplace chose
MATCH_TYPE = "match_type"  # exact, phrase, broad, auto or product; a text that is none of these as it stands
DATE = "date"  # ISO day "2026-08-10"; where a row holds several days, "2026-08-10/2026-08-16"

REPORT_GROUPS = (CAMPAIGN, AD_GROUP, TARGETING, MATCH_TYPE, DATE)
"""Texts of a report's rows by which its figures may be grouped."""

# What scoring adds.
RANK = "rank"
SCORE = "score"
WORTH = "worth"
WORTH_REASON = "worth_reason"
RELEVANCE = "relevance"
RELEVANCE_CLASS = "relevance_class"
DATED = "dated"
ELIGIBLE = "eligible"
REASON_CODE = "reason_code"
REASON_WORDS = "reason_words"
REASON = "reason"
CONVERSION = "conversion"
CONVERSION_LOW = "conversion_low"
CONVERSION_HIGH = "conversion_high"
CONVERSION_BASIS = "conversion_basis"
MARKET_BUYERS_BASIS = "market_buyers_basis"
SHARE = "share"
OPPORTUNITY = "opportunity"
LISTING_BASIS = "listing_basis"

SCORED = (
    KEYWORD, RANK, SCORE, WORTH, WORTH_REASON, RELEVANCE, RELEVANCE_CLASS, DATED, ELIGIBLE, REASON_CODE,
    REASON_WORDS, REASON, CONVERSION, CONVERSION_LOW, CONVERSION_HIGH, CONVERSION_BASIS, MARKET_BUYERS,
    MARKET_BUYERS_BASIS, SHARE, OPPORTUNITY, SEARCH_VOLUME, LISTING_COUNT, LISTING_BASIS,
    DEMAND_SUPPLY_RATIO, CLICK_THROUGH_RATE, BUYERS_PER_VISITOR, ORDERS_PER_CLICK, CLICKS, ORDERS,
    MARKET_CPC, SEARCH_GROWTH, TMALL_SHARE, SOURCE_FILE, SOURCE_ROW,
)  # fmt: skip


# What bids add.
CONVERSION_SOURCE = "conversion_source"  # own_clicks, own_visitors, account or market_guess
CEILING = "ceiling"  # profit per order x mean rate, account currency
CEILING_LOW = "ceiling_low"
CEILING_HIGH = "ceiling_high"
SAFE_CEILING = "safe_ceiling"  # at which the chance of losing money is small
CLICKS_NEEDED = "clicks_needed"  # further clicks until the rate is known well enough
PROFIT = "profit"  # after advertising
PAID_CPC = "paid_cpc"
VERDICT = "verdict"
TARGET_BID = "target_bid"  # as the safe ceiling, of what the seller's target leaves of the profit
SUGGESTED_BID = "suggested_bid"  # what to bid now; 0 pauses
BASE_BID = "base_bid"  # what to enter where the platform raises bids by itself
LOSS_PROBABILITY = "loss_probability"  # that a click at the price paid costs more than it earns
CLICKS_TO_VERDICT = "clicks_to_verdict"  # further clicks at the price paid that end a wait
CLICKS_TO_JUDGE = "clicks_to_judge"  # further clicks without an order after which it probably loses
EARNED = "earned"  # profit of the orders, before the clicks are paid
LOSS = "loss"  # spend less what the orders earned
ROOM = "room"  # safe ceiling less the price paid
EARNED_PER_CLICK = "earned_per_click"  # after the click is paid, at the suggested bid and the mean rate
EXPECTED_ORDERS = "expected_orders"
EXPECTED_PROFIT = "expected_profit"  # after advertising
PURPOSE = "purpose"  # what a share of a budget is for: earn or explore

BIDS = (
    KEYWORD, CLICKS, ORDERS, CONVERSION, CONVERSION_LOW, CONVERSION_HIGH, CONVERSION_BASIS, CEILING,
    CEILING_LOW, CEILING_HIGH, SAFE_CEILING, MARKET_CPC, CLICKS_NEEDED,
)  # fmt: skip
REPORT_BIDS = (*BIDS, IMPRESSIONS, SPEND, SALES, PROFIT, PAID_CPC, VERDICT, REASON)


# What a forecast adds. Its entrance is the keyword column's text: search, recommendation, live, a campaign.
ENTRANCE = "entrance"
ENTRANCE_KINDS = (ENTRANCE, CAMPAIGN, AD_GROUP, TARGETING, MATCH_TYPE, KEYWORD)
"""What a row of a forecast can stand for; "entrance" is the column that a traffic report names them in."""

PLANNED_IMPRESSIONS = "planned_impressions"  # of the coming period
PLANNED_CLICKS = "planned_clicks"  # of the coming period, where impressions are not counted
CLICK_THROUGH_BASIS = "click_through_basis"
PURCHASES = "purchases"  # orders and the buyers' later purchases
VALUE_PER_ORDER = "value_per_order"  # account currency
VALUE_BASIS = "value_basis"  # given, own_orders, other_entrances or product


# What a history adds.
TABLE = "table"  # number of a table in a store
DAY = "day"  # ISO day: the last of the table's period; where it betrays none, the day it was read
PERIOD_START = "period_start"
PERIOD_END = "period_end"
PERIOD_DAYS = "period_days"
READ_ON = "read_on"  # ISO day of the first reading
FORMAT = "format"
FILES = "files"
SHA256 = "sha256"
CURRENCY = "currency"
WINDOW_DAYS = "window_days"
KEYWORDS = "keywords"
DEMAND_SOURCE = "demand_source"  # how the table spells its header of searches
SERIES = "series"  # searches are comparable among tables of one series
STATUS = "status"  # of a keyword between two tables: new, gone or kept
DEMAND = "demand"  # rise, fall or missing
SUPPLY = "supply"
DEMAND_BEFORE = "search_volume_before"
DEMAND_AFTER = "search_volume_after"
DEMAND_CHANGE = "search_volume_change"  # fraction
SUPPLY_BEFORE = "listing_count_before"
SUPPLY_AFTER = "listing_count_after"
SUPPLY_CHANGE = "listing_count_change"  # fraction
PRODUCT_ID = "product_id"
PRODUCT = "product"  # what it is called
MARKETPLACE = "marketplace"
EVENT = "event"  # of a title: composed, audited, best or used
STATED_BY = "stated_by"  # who says that a title was in use: the product's own file, or the seller
SETTINGS = "settings"
TEXT = "text"  # of a title
FIRST_SEEN = "first_seen"  # ISO day
LAST_SEEN = "last_seen"  # ISO day

ROW_COUNTS = ("rows_read", "rows_kept", "rows_merged", "rows_refused")
"""What is counted of a file's rows: those read are the sum of the others."""


def low(column: str) -> str:
    """Return the name of the column that holds the lower ends of ranges.

    >>> low(SEARCH_VOLUME)
    'search_volume_low'
    """
    return f"{column}_low"


def high(column: str) -> str:
    """Return the name of the column that holds the upper ends of ranges."""
    return f"{column}_high"


def free_name(wanted: str, taken: Container[str]) -> str:
    """Return `wanted`, with the first number behind it that makes it none of `taken`.

    >>> free_name("更新时间", {"更新时间", "更新时间.2"})
    '更新时间.3'
    """
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}.{number}"
    return name
