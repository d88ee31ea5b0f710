"""Benches with the packaged sample, or with a few words, and the way tests ask them."""

from typing import Any

import pandas as pd

from kwopt.pages.bench import Bench, perform
from kwopt.tables import read_keywords

DAY = "2026-05-20"


def asked(bench: Bench, order: str, /, **params: Any) -> dict[str, Any]:
    """Return what a bench answers; in English, unless another language is asked for."""
    return perform(bench, (order, {"lang": "en", **params}))


def sample_bench(*, lang: str = "en", **settings: Any) -> Bench:
    """Return a bench with the sample of a 旗袍, scored for its product."""
    bench = Bench()
    sample = asked(bench, "sample", name="qipao")
    asked(bench, "read", sources=sample["sources"])
    asked(bench, "score", content=sample["content"], settings={"as_of": DAY, **settings}, lang=lang)
    return bench


SMALL = {"name": "改良旗袍", "title": "旗袍短袖", "attributes": "袖长：短袖"}
"""Content of the form for the product of a small bench."""


def small_bench(*, lang: str = "en", **settings: Any) -> Bench:
    """Return a bench with four words, scored for a product, whose titles are found at once."""
    searches = {"改良旗袍": 900.0, "旗袍短袖": 400.0, "旗袍": 300.0, "真丝旗袍": 90.0}
    words = pd.DataFrame(searches.items(), columns=["keyword", "search_volume"])
    bench = Bench()
    bench.put_table("small", lambda: read_keywords(words))
    asked(bench, "score", content=SMALL, settings={"as_of": DAY, **settings}, lang=lang)
    return bench
