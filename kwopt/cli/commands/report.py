"""`kwopt report`: everything for one product as one HTML file."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.requested import requested
from kwopt.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand)
@click.argument("keywords", metavar="KEYWORDS...", nargs=-1, required=True)
@options.product(required=True)
@options.title_words
@options.word_lists
@options.marketplace
@options.title_count(default=3)
@options.effort(default="full")
@options.earnings
@options.scoring
@options.reading
@options.page
@requested
def report(request: Request) -> None:
    """Write titles, keywords, bids and what they rest on as one HTML file to read, print and send."""
    # Imported here: pandas and scikit-learn must not slow `kwopt --help` down.
    from kwopt.cli.inputs import keyword_table, market_of, required_product, settings_of
    from kwopt.cli.paper import check_page, deliver_page, earnings_of
    from kwopt.cli.progress import progress
    from kwopt.cli.surroundings import surroundings
    from kwopt.pages.report import report_html
    from kwopt.pages.study import study

    check_page(request)
    product, settings = required_product(request, str(request.product)), settings_of(request)
    market = market_of(request)
    with progress(request.voice.say("reporting")):
        found = study(
            keyword_table(request), product, marketplace=market, settings=settings, n=request.count,
            effort=request.effort, earnings=earnings_of(request),
        )  # fmt: skip
        inputs = surroundings(request, "report", table=found.table, settings=settings).inputs
        text = report_html(found, options=request.options_in_force(), inputs=inputs, figures=request.figures)
    deliver_page(request, text, found.notices)
