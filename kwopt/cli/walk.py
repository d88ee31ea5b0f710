"""The whole way on a packaged sample: read, score, compose, bid. What `kwopt demo` shows."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from kwopt.bids import BidResult, bid_result
from kwopt.cli.progress import progress
from kwopt.cli.views.keywords import by_rank
from kwopt.cli.voice import Voice
from kwopt.models import Product, Settings
from kwopt.products import read_product
from kwopt.resources.samples import sample
from kwopt.scoring import score_keywords
from kwopt.scoring.missing import MissingFact, missing_facts
from kwopt.tables import KeywordTable, read_keywords
from kwopt.titles.compose import TitleResult, compose


@dataclass(frozen=True)
class Walk:
    """A sample's table, product and all results."""

    name: str
    marketplace: str
    as_of: date
    table: KeywordTable
    product: Product
    scored: pd.DataFrame
    facts: list[MissingFact]
    titles: TitleResult
    bids: BidResult


def walk(name: str, *, marketplace: str, as_of: date, n: int, voice: Voice) -> Walk:
    """Return everything kwopt finds for the sample `name`."""
    with progress(voice.say("composing")):
        table = read_keywords(sample(f"{name}_keywords.csv"))
        product = read_product(sample(f"{name}.toml"))
        settings = Settings(as_of=as_of, lang=voice.lang)
        scored = score_keywords(table, product, settings)
        facts = missing_facts(scored, product, settings)
        titles = compose(scored, product, marketplace=marketplace, n=n, settings=settings)
        bids = bid_result(by_rank(scored), product=product)
        return Walk(name, marketplace, as_of, table, product, scored, facts, titles, bids)
