"""`kwopt inspect`: what was understood of each file."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.requested import requested
from kwopt.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand)
@click.argument("keywords", metavar="FILE...", nargs=-1, callback=options.files_unless_known)
@options.known
@options.reading
@options.output
@requested
def inspect(request: Request) -> None:
    """Show how keyword files are understood."""
    # Imported here: pandas and rich must not slow `kwopt --help` down.
    from kwopt.cli.delivery import Answer, check_target, deliver
    from kwopt.cli.inputs import keyword_table
    from kwopt.cli.progress import progress
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.inspected import column_rows, draw_files
    from kwopt.payloads import inspect_body

    check_target(request)
    if request.known:
        _list_known(request)
        return
    voice = request.voice
    with progress(voice.say("reading")):
        table = keyword_table(request)
    files = table.describe(voice.lang)
    envelope = surroundings(request, "inspect", table=table)
    deliver(request, Answer(
        document=lambda: envelope.around(inspect_body(table, voice.lang)),
        rows=lambda: column_rows(files),
        draw=lambda screen: draw_files(screen, files, voice),
    ))  # fmt: skip


def _list_known(request: Request) -> None:
    import pandas as pd

    from kwopt.cli.delivery import Answer, deliver
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.known import draw_known, known_formats

    known = known_formats(request.voice.lang)
    envelope = surroundings(request, "inspect")
    deliver(request, Answer(
        document=lambda: envelope.around({"files": [], "formats": known}),
        rows=lambda: pd.DataFrame(known),
        draw=lambda screen: draw_known(screen, known, request.voice),
    ))  # fmt: skip
