"""A bench with the packaged sample, and the way tests ask it."""

from typing import Any

from kwopt.pages.bench import Bench, perform

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
