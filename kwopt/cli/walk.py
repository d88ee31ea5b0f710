"""The whole way on a packaged sample: read, score, compose, bid. What `kwopt demo` shows."""

from datetime import date

from kwopt.cli.progress import progress
from kwopt.cli.voice import Voice
from kwopt.models import Settings
from kwopt.pages.study import Study, study
from kwopt.products import read_product
from kwopt.resources.samples import sample
from kwopt.tables import read_keywords


def walk(name: str, *, marketplace: str, as_of: date, n: int, voice: Voice) -> Study:
    """Return everything kwopt finds for the sample `name`."""
    with progress(voice.say("composing")):
        return study(
            read_keywords(sample(f"{name}_keywords.csv")),
            read_product(sample(f"{name}.toml")),
            marketplace=marketplace,
            settings=Settings(as_of=as_of, lang=voice.lang),
            n=n,
        )
