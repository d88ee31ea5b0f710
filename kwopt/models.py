"""Frozen records that pass between rooms: product, settings, notices, findings, proofs, titles.

Their field names are the JSON's. None of them reads or writes anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from numbers import Real
from typing import Any, Literal

from kwopt.errors import ProductError, SettingError
from kwopt.locales import Lang
from kwopt.messages import message

Level = Literal["info", "warning", "error"]
MatchKind = Literal["phrase", "ordered", "any"]

SHOP_STRENGTHS: Mapping[str, float] = {"new": 1_500.0, "growing": 5_000.0, "established": 30_000.0}
"""Listings that a shopper can reach (some result pages), by strength of the shop: `c0` of the share."""

PRODUCT_AMOUNTS = (
    "price", "discount", "cost", "shipping", "packaging", "other_fees", "refund_cost", "repeat_orders",
)  # fmt: skip
"""Fields of a product that are 0 or more: money, and the number of further orders."""

PRODUCT_RATES = ("commission_rate", "payment_fee_rate", "tax_rate", "refund_rate")
"""Fields of a product that are fractions from 0 to 1."""


@dataclass(frozen=True)
class Notice:
    """Something the user should know: a code, its parameters, and where it was met.

    `row` is a spreadsheet's row, from 1; `column` is spelled as in the file.
    """

    code: str
    level: Level = "info"
    params: Mapping[str, Any] = field(default_factory=dict)
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: Any = None

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form; `message` is its text in `lang`."""
        where = {
            key: getattr(self, key)
            for key in ("file", "sheet", "row", "column", "value")
            if getattr(self, key) is not None
        }
        text = message(self.code, where | dict(self.params), lang)
        return {
            "code": self.code,
            "level": self.level,
            "message": text,
            "params": dict(self.params),
            **where,
        }


@dataclass(frozen=True)
class Finding:
    """One thing a title should not say, or not say so: rule, place, source.

    `span` counts code points, end exclusive; `confidence` is A to D as in the rule data. `suggestion` and
    `exemption_considered` may be message codes ("rules. ..."); their texts are filled in by `to_dict`.
    """

    level: Literal["error", "warning", "needs_proof"]
    code: str
    rule: str
    source: str
    source_date: str
    confidence: str
    span: tuple[int, int] | None = None
    text: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    suggestion: str | None = None
    exemption_considered: str | None = None

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form; `message` is its text in `lang`."""
        return {
            "level": self.level,
            "code": self.code,
            "rule": self.rule,
            "span": list(self.span) if self.span else None,
            "text": self.text,
            "message": message(self.code, {"text": self.text, **self.params}, lang),
            "suggestion": _phrase(self.suggestion, lang),
            "exemption_considered": _phrase(self.exemption_considered, lang),
            "source": self.source,
            "source_date": self.source_date,
            "confidence": self.confidence,
        }


def _phrase(text: str | None, lang: str) -> str | None:
    """Return the text of a message code of the rules room ("rules.suggest_fact"); other text as it is."""
    return message(text, lang=lang) if text and text.startswith("rules.") else text


@dataclass(frozen=True, kw_only=True)
class Product:
    """The facts of one product. Money in the account's currency, rates as fractions.

    Parameters
    ----------
    name, title
        What it is called; today's title, if it has one. One of name, title, category is required.
    category
        Category path, outermost first.
    attributes
        Pairs of name and value; a name may repeat.
    season, year
        As the seller states them: "夏" (summer), 2022.
    shop_type
        "taobao" or "tmall": narrows market buyers to that part of the market.
    commission_rate, payment_fee_rate, tax_rate
        Shares of what a buyer pays (`price - discount`); what each is, and what a refund gives back of it,
        says `kwopt.bids.economics.unit_economics`.
    repeat_orders
        Further orders of an average buyer that need no advertising; may be above 1.

    Raises
    ------
    ProductError
        Without name, title and category, or with a figure outside its range.

    Examples
    --------
    >>> Product(name="旗袍", attributes={"袖长": "短袖"}).attributes
    (('袖长', '短袖'),)
    """

    name: str | None = None
    title: str | None = None
    product_id: str | None = None
    brand: str | None = None
    category: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    selling_points: tuple[str, ...] = ()
    season: str | None = None
    year: int | None = None
    shop_type: Literal["taobao", "tmall"] | None = None
    currency: str | None = None
    price: float | None = None
    discount: float = 0.0
    cost: float | None = None
    shipping: float = 0.0
    packaging: float = 0.0
    other_fees: float = 0.0
    commission_rate: float = 0.0
    payment_fee_rate: float = 0.0
    tax_rate: float = 0.0
    refund_rate: float = 0.0
    refund_cost: float = 0.0
    repeat_orders: float = 0.0
    required_words: tuple[str, ...] = ()
    approved_words: tuple[str, ...] = ()
    forbidden_words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        category = (self.category,) if isinstance(self.category, str) else self.category
        pairs = self.attributes.items() if isinstance(self.attributes, Mapping) else self.attributes
        object.__setattr__(self, "category", tuple(part for part in category if part))
        object.__setattr__(self, "attributes", tuple((str(key), str(value)) for key, value in pairs))
        for name in ("selling_points", "required_words", "approved_words", "forbidden_words"):
            value: str | Sequence[str] = getattr(self, name)
            object.__setattr__(self, name, (value,) if isinstance(value, str) else tuple(value))
        if not (self.name or self.title or self.category):
            raise ProductError("products.nameless")
        self._check_figures()

    def _check_figures(self) -> None:
        for name in (*PRODUCT_AMOUNTS, *PRODUCT_RATES):
            value = getattr(self, name)
            if value is not None and not isinstance(value, Real):
                raise ProductError("errors.bad_value", name=name, expected="a finite number", value=value)
        for name in PRODUCT_AMOUNTS:
            value = getattr(self, name)
            if value is not None and not 0 <= value < float("inf"):
                raise ProductError("errors.bad_value", name=name, expected="0 or more", value=value)
        for name in PRODUCT_RATES:
            value = getattr(self, name)
            if 1 < value <= 100:
                raise ProductError(
                    "products.rate_in_percent", column=name, value=value, fraction=round(value / 100, 9),
                    place="",
                )  # fmt: skip
            if not 0 <= value <= 1:
                raise ProductError("errors.bad_value", name=name, expected="0 to 1", value=value)
        if self.shop_type not in (None, "taobao", "tmall"):
            raise ProductError(
                "errors.unknown_choice", what="shop_type", value=self.shop_type, choices=("taobao", "tmall")
            )

    @property
    def label(self) -> str:
        """What to call the product in a sentence."""
        return self.name or self.title or self.category[-1]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What scoring and composing may be told. Every field is printed with each result.

    Parameters
    ----------
    competition
        Exponent g of the competition share in worth: 0 ranks by demand alone, 1 by searches per listing.
    shop_strength
        "new", "growing", "established", or the number of listings c0 that a shopper can reach.
    as_of
        The day for which words are judged (past years, seasons). None: no year is in force, and words
        with a year count only where the product states that year.
    match_credits
        Credit of a keyword that a title covers as phrase, in order, in any order. Marketplaces publish
        none: the defaults are assumptions.
    user_words
        Words to keep whole when segmenting.
    lang
        Language of reasons: "en" or "zh".
    """

    competition: float = 0.5
    shop_strength: str | float = "growing"
    as_of: date | None = None
    match_credits: tuple[float, float, float] = (1.0, 0.85, 0.7)
    user_words: tuple[str, ...] = ()
    lang: Lang = "en"

    def __post_init__(self) -> None:
        if not 0 <= self.competition <= 1:
            raise SettingError(
                "errors.bad_value", name="competition", expected="0 to 1", value=self.competition
            )
        phrase, ordered, anyhow = self.match_credits
        if not 1 >= phrase >= ordered >= anyhow >= 0:
            raise SettingError(
                "errors.bad_value", name="match_credits", expected="1 ≥ phrase ≥ ordered ≥ any ≥ 0",
                value=self.match_credits,
            )  # fmt: skip
        if not 0 < self.reachable_listings < float("inf"):  # so that NaN is refused too
            raise SettingError(
                "errors.bad_value", name="shop_strength", expected="above 0", value=self.shop_strength
            )

    @property
    def reachable_listings(self) -> float:
        """`c0`: listings among which a shopper can still meet this shop's."""
        if isinstance(self.shop_strength, str) and self.shop_strength in SHOP_STRENGTHS:
            return SHOP_STRENGTHS[self.shop_strength]
        try:
            return float(self.shop_strength)
        except ValueError as error:
            raise SettingError(
                "errors.unknown_choice", what="shop_strength", value=self.shop_strength,
                choices=(*SHOP_STRENGTHS, "N"),
            ) from error  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Return all settings in force as JSON values."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        values["as_of"] = self.as_of.isoformat() if self.as_of else None
        values["reachable_listings"] = self.reachable_listings
        values["match_credits"] = list(self.match_credits)
        values["user_words"] = list(self.user_words)
        return values


@dataclass(frozen=True)
class Proof:
    """How close a value is to the best possible: `gap = (bound - value) / bound`, 0 if the bound is 0."""

    value: float
    bound: float
    gap: float
    proven: bool
    method: Literal["selection", "lp", "lp_root", "cp_sat", "milp"]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


@dataclass(frozen=True)
class TitleToken:
    """One exact word of a title, with its place in code points (end exclusive)."""

    text: str
    start: int
    end: int
    role: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


@dataclass(frozen=True)
class CoveredKeyword:
    """A keyword that a title covers, how, and what that earns (`worth * credit`)."""

    keyword: str
    match: MatchKind
    credit: float
    worth: float
    earned: float

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


@dataclass(frozen=True)
class Title:
    """A title with what it reaches and how close it is to the best possible.

    `value = coverage_value + fluency_value`, in the worth's unit; `reach` is the coverage value's share of
    an upper bound of coverage value (None if nothing can be reached); `cost_against_best` is the share of
    value lost against the first title.
    """

    rank: int
    text: str
    tokens: tuple[TitleToken, ...]
    width: int
    value: float
    coverage_value: float
    fluency_value: float
    reach: float | None
    bound: float
    gap: float
    proven: bool
    cost_against_best: float
    proof: Mapping[str, Proof]
    coverage: tuple[CoveredKeyword, ...]
    findings: tuple[Finding, ...] = ()

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form; texts of findings in `lang`."""
        plain = {item.name: getattr(self, item.name) for item in fields(self)}
        plain["tokens"] = [token.to_dict() for token in self.tokens]
        plain["proof"] = {stage: proof.to_dict() for stage, proof in self.proof.items()}
        plain["coverage"] = [covered.to_dict() for covered in self.coverage]
        plain["findings"] = [finding.to_dict(lang) for finding in self.findings]
        return plain
