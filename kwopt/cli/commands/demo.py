"""`kwopt demo`: the whole way on the packaged sample."""

from datetime import date

import click

from kwopt.cli import options
from kwopt.cli.options import MOST_TITLES
from kwopt.cli.request import Request
from kwopt.cli.types import Number, OneOf

SAMPLES = {"qipao": "taobao", "bottle": "amazon"}
"""Packaged samples, and the marketplace each is shown for."""

SAMPLE_DAY = date(2026, 5, 20)
"""The day for which the samples were written: the demo reads no clock, so it is the same every day."""


@click.command(short_help="Run the whole way on the packaged sample.")
@click.argument("keywords", metavar="[SAMPLE]", type=OneOf(tuple(SAMPLES)), default="qipao")
@click.option("-n", "--count", "count", type=Number(1, MOST_TITLES, whole=True), default=2, metavar="N",
              help="How many different titles. [default: 2]")  # fmt: skip
@click.option("--lang", type=OneOf(["zh", "en"]), help="Language of messages.")
@options.requested
def demo(request: Request) -> None:
    """Run the whole way on the packaged sample: inspect, score, title, bid. SAMPLE: qipao or bottle.

    The figures of the samples are made up.

    \b
    Examples:
      kwopt demo
      kwopt demo bottle
    """  # noqa: D301
    # Imported here: pandas and scikit-learn must not slow `kwopt --help` down.
    from kwopt.cli.screen import Screen
    from kwopt.cli.views.demonstration import draw_demonstration
    from kwopt.cli.walk import walk

    name = str(request.keywords)
    found = walk(name, marketplace=SAMPLES[name], as_of=SAMPLE_DAY, n=request.count, voice=request.voice)
    screen = Screen.stdout()
    draw_demonstration(screen, found, request.count, request.voice)
    screen.show()
