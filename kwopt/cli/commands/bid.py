"""`kwopt bid`: what a click on each keyword may cost."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.requested import requested
from kwopt.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand)
@click.argument("keywords", metavar="KEYWORDS_OR_REPORT...", nargs=-1, required=True)
@options.profits
@options.product(required=False)
@options.campaigns
@options.title_words
@options.word_lists
@options.option("--currency", metavar="CNY")
@options.scoring
@options.store
@options.reading
@options.output
@requested
def bid(request: Request) -> None:
    """Say what a click on each keyword may cost: profit per order x orders per click."""
    # Imported here: pandas and scikit-learn must not slow `kwopt --help` down.
    from kwopt.cli.campaigns import campaign_of, check_upload
    from kwopt.cli.delivery import Answer, check_target, deliver
    from kwopt.cli.inputs import keyword_table, notices_of_product, product_of, settings_of
    from kwopt.cli.keeping import check_store, kept_table
    from kwopt.cli.progress import progress
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.bids import draw_bids
    from kwopt.pages.tables import bid_rows
    from kwopt.payloads import bid_body

    check_target(request)
    check_store(request)
    check_upload(request)
    voice = request.voice
    product, settings = product_of(request), settings_of(request)
    with progress(voice.say("bidding")):
        table = keyword_table(request)
        campaign = campaign_of(request, table, product, settings)
    notices = [*notices_of_product(product), *table.reading_notices, *campaign.notices]
    notices += kept_table(request, table).notices
    envelope = surroundings(request, "bid", table=table, settings=settings, notices=notices)
    deliver(request, Answer(
        document=lambda: envelope.around(bid_body(campaign.result, voice.lang, budget=campaign.budget)),
        rows=lambda: bid_rows(campaign.result, voice.lang),
        draw=lambda screen: draw_bids(screen, campaign.result, voice, budget=campaign.budget),
        notices=notices,
    ))  # fmt: skip
