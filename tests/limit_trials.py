"""Random small tables, products and limits, composed for every marketplace, and what came out too long.

The limits are read off the data file, or are the ones that were set; lengths are counted by the slow oracles.
Neither goes through `kwopt.rules`.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

import pandas as pd

import kwopt.resources
from kwopt.errors import TitleError
from kwopt.models import Product
from kwopt.rules.marketplaces import Marketplace, all_marketplaces, marketplace
from kwopt.titles.composing.compose import compose
from kwopt.titles.composing.job import title_job
from kwopt.titles.fields import compose_fields
from kwopt.titles.problem.problem import TitleProblem
from tests.oracles import UNIT_ORACLES

CHINESE_HEADS = ("旗袍", "连衣裙", "T恤", "保温杯")
CHINESE = (
    "改良", "真丝", "短袖", "女", "夏季", "新中式", "气质", "中长款", "A字", "v领", "国风", "XL", "送礼",
    "防水", "2026新款", "100%棉", "儿童", "大码", "ins风", "café", "①号", "5-10斤", "𠮷祥", "加绒", "盘扣",
    "é", "ｘｌ",
)  # fmt: skip
ENGLISH_HEADS = ("water bottle", "mug", "tumbler", "T-Shirt")
ENGLISH = (
    "insulated", "stainless", "steel", "straw", "lid", "32oz", "kids", "leak-proof", "gym", "café", "crème",
    "naïve", "ﬂask", "1l", "bpa", "free", "sports", "wide", "mouth", "blue", "cafe\u0301", "straße", "水杯",
    "500ml", "2-in-1", "men's", "gift",
)  # fmt: skip
"""Words of all widths: hanzi in and beyond GBK, full-width, Latin with marks composed and not, ligatures."""
BRANDS = (None, None, "Acme", "某牌", "LENNEA", "Crème")
MOST = 45
"""Largest limit of the user's own: what small tables say is seldom longer."""
OWN_LIMITS = 0.7
"""Share of the trials with limits of the user's own: the shipped ones are seldom reached by small tables."""


@dataclass(frozen=True)
class Composed:
    """One composed text: where it is to stand, how long it is by the oracle, and what is allowed."""

    market: str
    field: str
    text: str
    length: int
    limit: int

    @property
    def is_too_long(self) -> bool:
        """Whether it is over its limit."""
        return self.length > self.limit


@dataclass(frozen=True)
class Trial:
    """The texts of one random problem; `refused` is the code of the error, if it had no answer."""

    texts: tuple[Composed, ...]
    refused: str | None = None


@dataclass(frozen=True)
class Problem:
    """A product with its keywords on one marketplace, and unit and limit of each field."""

    market: Marketplace
    limits: Mapping[str, tuple[str, int]]
    scored: pd.DataFrame
    product: Product
    rng: Random


def problem_of(seed: int) -> Problem:
    """Return a random problem for one of all marketplaces, in turn by seed."""
    rng = Random(seed)
    every = all_marketplaces()
    shipped = every[seed % len(every)]
    limits = dict(_shipped_limits(shipped.name))
    market = _with_limits(shipped, limits, rng) if rng.random() < OWN_LIMITS else shipped
    thing = _thing(market, rng)
    return Problem(market, limits, _table(*thing, rng), _product(*thing, rng), rng)


def trial(seed: int) -> Trial:
    """Return all that is composed for a random problem."""
    problem = problem_of(seed)
    try:
        return Trial(tuple(_composed(problem, n=problem.rng.choice((1, 1, 3)))))
    except TitleError as error:
        return Trial((), error.code)


def drawn(seed: int, *, titles: int) -> Trial:
    """Return titles of random words in random order, each as long as the composer's count lets it grow.

    The search weighs such titles by the thousand and measures them by this count alone.
    """
    given = problem_of(seed)
    job = title_job(given.scored, given.product, marketplace=given.market, settings=None)
    names = [rule.name for rule in given.market.fields if rule.composed == "title"]
    name = given.rng.choice([given.market.title.name, *names])
    problem = replace(job, field_name=name).composition().problem
    orders = (_grown(problem, given.rng) for _ in range(titles))
    return Trial(tuple(_measured(given, name, problem.text(order)) for order in orders if order))


def _grown(problem: TitleProblem, rng: Random) -> list[int]:
    """Return words in the order in which they were added, those left out for which there is no room."""
    order: list[int] = []
    for place in rng.sample(range(len(problem.words)), len(problem.words)):
        if problem.width([*order, place]) <= problem.limit:
            order.append(place)
    return order


def _composed(problem: Problem, *, n: int) -> Iterator[Composed]:
    found = compose(problem.scored, problem.product, marketplace=problem.market, n=n).titles
    for title in found:
        yield _measured(problem, problem.market.title.name, title.text)
    if found:
        title = found[0].text
        fields = compose_fields(problem.scored, problem.product, marketplace=problem.market, title=title)
        for field in fields.values():
            yield from (_measured(problem, field.name, text) for text in field.texts)


def _measured(problem: Problem, field: str, text: str) -> Composed:
    unit, limit = problem.limits[field]
    return Composed(problem.market.name, field, text, UNIT_ORACLES[unit](text), limit)


def _with_limits(shipped: Marketplace, limits: dict[str, tuple[str, int]], rng: Random) -> Marketplace:
    """Return the marketplace with smaller limits for some fields, and note them."""
    own = {}
    for field, (unit, limit) in list(limits.items()):
        most = min(limit, MOST)
        smaller = rng.randint(min(6, most), most)
        own[field] = {"max": smaller, "min": min(shipped.field(field).min, smaller), "soft_max": "off"}
        limits[field] = (unit, smaller)
    return marketplace(shipped, own)


@cache
def _shipped_limits(name: str) -> Mapping[str, tuple[str, int]]:
    """Return unit and limit of each field, as the data file states them."""
    file = Path(kwopt.resources.__file__).with_name("marketplaces.toml")
    base, _, store = name.partition(":")
    data = tomllib.loads(file.read_text(encoding="utf-8"))["marketplace"][base]
    found = {entry["name"]: (entry.get("unit", data.get("unit")), entry["max"]) for entry in data["fields"]}
    for variant in data.get("variants", ()):
        if store in variant["names"]:
            found[variant["field"]] = (found[variant["field"]][0], variant["max"])
    return found


def _thing(market: Marketplace, rng: Random) -> tuple[str, tuple[str, ...], str]:
    """Return what is sold, words that are true of it, and what stands between words."""
    spaced = market.title.spaced
    words = rng.sample(ENGLISH if spaced else CHINESE, rng.randint(2, 7))
    head = rng.choice(ENGLISH_HEADS if spaced else CHINESE_HEADS)
    return head, tuple(word for word in words if word != head), " " if spaced else ""


def _table(head: str, words: Sequence[str], between: str, rng: Random) -> pd.DataFrame:
    """Return one to five keywords of the thing, all of which may earn."""
    parts = (rng.sample(words, rng.randint(0, min(3, len(words)))) for _ in range(rng.randint(1, 5)))
    texts = list(dict.fromkeys(between.join([*part, head]) for part in parts))
    worths = [round(100 * rng.random(), 3) for _ in texts]
    return pd.DataFrame({"keyword": texts, "worth": worths, "eligible": True, "relevance_class": "fits"})


def _product(head: str, words: Sequence[str], between: str, rng: Random) -> Product:
    return Product(
        name=between.join([*words[:1], head]),
        brand=rng.choice(BRANDS),
        category=(head,),
        attributes=tuple((f"attribute {place}", word) for place, word in enumerate(words)),
        selling_points=(between.join(words[:2]),) if rng.random() < 0.5 else (),
    )
