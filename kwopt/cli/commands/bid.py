"""`kwopt bid`: what a click on each keyword may cost."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.types import Number


@click.command(short_help="Say what a click on each keyword may cost.")
@click.argument("keywords", metavar="KEYWORDS_OR_REPORT...", nargs=-1, required=True)
@click.option("--profit", "profit_per_order", type=Number(), metavar="X",
              help="Profit of one order before advertising.")  # fmt: skip
@options.product(required=False)
@options.title_words
@options.word_lists
@click.option("--max-loss-probability", type=Number(0.001, 0.999),
              default=0.2, metavar="P",
              help="Chance of losing money that the safe ceiling allows. [default: 0.2]")  # fmt: skip
@click.option("--currency", metavar="CNY",
              help="Three letters; decides the smallest unit. [default: the product's]")  # fmt: skip
@options.scoring
@options.reading
@options.output
@options.requested
def bid(request: Request) -> None:
    """Say what a click on each keyword may cost: profit per order x orders per click.

    State either --profit, or a --product with price and cost. A report with clicks, orders and spend also
    gets a verdict a keyword. The safe ceiling is the one at which a loss is unlikely.

    \b
    Examples:
      kwopt bid qipao_keywords.csv --product qipao.toml
      kwopt bid bottle_keywords.csv --product bottle.toml --format csv
      kwopt bid bottle_keywords.csv --profit 11.5 --currency USD -o bids.xlsx
    """  # noqa: D301
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
            max_loss_probability=request.max_loss_probability, currency=request.currency,
        )  # fmt: skip
    notices = [*notices_of_product(product), *reading_notices(table), *result.notices]
    frame = surroundings(request, "bid", table=table, settings=settings, notices=notices)
    deliver(request, Answer(
        document=lambda: frame.around(bid_body(result, voice.lang)),
        rows=lambda: bid_rows(result, voice.lang),
        draw=lambda screen: draw_bids(screen, result, voice),
        notices=notices,
    ))  # fmt: skip
