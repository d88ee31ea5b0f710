"""`kwopt inspect`: what was understood of each file."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request


@click.command(short_help="Show how keyword files are understood.")
@click.argument("keywords", metavar="FILE...", nargs=-1, required=True)
@options.reading
@options.output
@options.requested
def inspect(request: Request) -> None:
    """Show how keyword files are understood.

    Format, encoding, header row, every column with its meaning and unit, repairs, refused rows, and what
    the file is good for. FILE may be CSV, TSV, XLSX, XLS, Parquet, JSON or JSON lines; - is stdin.

    \b
    Examples:
      kwopt inspect qipao_keywords.csv
      kwopt inspect qipao_keywords.csv bottle_keywords.csv --format json
      kwopt inspect qipao_keywords.csv --map keyword=搜索词 -o columns.xlsx
    """  # noqa: D301
    # Imported here: pandas and rich must not slow `kwopt --help` down.
    from kwopt.cli.delivery import Answer, check_target, deliver
    from kwopt.cli.inputs import keyword_table
    from kwopt.cli.progress import progress
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.inspected import column_rows, draw_files
    from kwopt.payloads import inspect_body

    check_target(request)
    voice = request.voice
    with progress(voice.say("reading")):
        table = keyword_table(request)
    files = table.describe(voice.lang)
    frame = surroundings(request, "inspect", table=table)
    deliver(request, Answer(
        document=lambda: frame.around(inspect_body(table, voice.lang)),
        rows=lambda: column_rows(files),
        draw=lambda screen: draw_files(screen, files, voice),
    ))  # fmt: skip
