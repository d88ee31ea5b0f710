"""`kwopt demo`: the whole way on the packaged sample."""

from datetime import date

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.spoken import SpokenCommand
from kwopt.cli.types import OneOf

SAMPLES = {"qipao": "taobao", "bottle": "amazon"}
"""Packaged samples, and the marketplace each is shown for."""

SAMPLE_DAY = date(2026, 5, 20)
"""The day for which the samples were written: the demo reads no clock, so it is the same every day."""


@click.command(cls=SpokenCommand)
@click.argument("sample", metavar="[SAMPLE]", type=OneOf(tuple(SAMPLES)), default="qipao")
@options.title_count(default=2)
@options.option("--lang", type=OneOf(["zh", "en"]))
@options.requested
def demo(request: Request) -> None:
    """Run the whole way on the packaged sample: inspect, score, title, bid. SAMPLE: qipao or bottle."""
    # Imported here: pandas and scikit-learn must not slow `kwopt --help` down.
    from kwopt.cli.screen import Screen
    from kwopt.cli.views.demonstration import draw_demonstration
    from kwopt.cli.walk import walk

    found = walk(
        request.sample, marketplace=SAMPLES[request.sample], as_of=SAMPLE_DAY, n=request.count,
        voice=request.voice,
    )  # fmt: skip
    screen = Screen.stdout()
    draw_demonstration(screen, found, request.sample, request.count, request.voice)
    screen.show()
