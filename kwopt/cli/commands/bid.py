"""`kwopt bid`: what a click on each keyword may cost."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.spoken import SpokenCommand
from kwopt.cli.types import Number


@click.command(cls=SpokenCommand)
@click.argument("keywords", metavar="KEYWORDS_OR_REPORT...", nargs=-1, required=True)
@options.option("--profit", "profit_per_order", type=Number(), metavar="X")  # fmt: skip
@options.product(required=False)
@options.title_words
@options.word_lists
@options.option("--max-loss-probability", type=Number(0.001, 0.999),
              default=0.2, metavar="P")  # fmt: skip
@options.option("--currency", metavar="CNY")  # fmt: skip
@options.scoring
@options.reading
@options.output
@options.requested
def bid(request: Request) -> None:
    """Say what a click on each keyword may cost: profit per order x orders per click."""
    # Imported here: pandas and scikit-learn must not slow `kwopt --help` down.
    from kwopt.bids import bid_result
    from kwopt.cli.delivery import Answer, check_target, deliver
    from kwopt.cli.inputs import keyword_table, notices_of_product, product_of, reading_notices, settings_of
    from kwopt.cli.progress import progress
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.bids import bid_rows, draw_bids
    from kwopt.cli.views.keywords import by_rank
    from kwopt.payloads import bid_body
    from kwopt.scoring import score_keywords

    check_target(request)
    voice = request.voice
    product, settings = product_of(request), settings_of(request)
    with progress(voice.say("bidding")):
        table = keyword_table(request)
        source = by_rank(score_keywords(table, product, settings)) if product else table.frame
        result = bid_result(
            source, profit_per_order=request.profit_per_order, product=product,
            max_loss_probability=request.max_loss_probability,
            currency=request.currency or (product and product.currency) or table.currency,
        )  # fmt: skip
    notices = [*notices_of_product(product), *reading_notices(table), *result.notices]
    envelope = surroundings(request, "bid", table=table, settings=settings, notices=notices)
    deliver(request, Answer(
        document=lambda: envelope.around(bid_body(result, voice.lang)),
        rows=lambda: bid_rows(result, voice.lang),
        draw=lambda screen: draw_bids(screen, result, voice),
        notices=notices,
    ))  # fmt: skip
