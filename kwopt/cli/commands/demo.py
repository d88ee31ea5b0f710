"""`kwopt demo`: the whole way on the packaged sample."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.requested import requested
from kwopt.cli.spoken import SpokenCommand
from kwopt.cli.types import OneOf
from kwopt.resources.samples import SAMPLE_DAY, SAMPLES


@click.command(cls=SpokenCommand)
@click.argument("sample", metavar="[SAMPLE]", type=OneOf(tuple(SAMPLES)), default="qipao")
@options.title_count(default=2)
@options.language
@requested
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
