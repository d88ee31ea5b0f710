"""`kwopt forecast`: what the coming period may bring through each entrance."""

import click

from kwopt import columns as c
from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.requested import requested
from kwopt.cli.spoken import SpokenCommand
from kwopt.cli.types import Number, OneOf


@click.command(cls=SpokenCommand)
@click.argument("keywords", metavar="FILE...", nargs=-1, required=True)
@options.option("--by", "by", type=OneOf(c.ENTRANCE_KINDS))
@options.option("--value", "value_per_order", type=Number(0), metavar="X")
@options.option("--profit", "profit_per_order", type=Number(), metavar="X")
@options.product(required=False)
@options.option("--purchases-per-buyer", type=Number(1, 1000), metavar="N")
@options.option("--impressions-scale", type=Number(0), default=1.0, metavar="N")
@options.option("--level", type=Number(0.01, 0.99), default=0.8, metavar="P")
@options.option("--currency", metavar="CNY")
@options.reading
@options.output
@requested
def forecast(request: Request) -> None:
    """Say what the coming period may bring through each entrance, and in all."""
    # Imported here: pandas must not slow `kwopt --help` down.
    from kwopt.bids.forecasts.forecast import forecast as forecast_of
    from kwopt.cli.delivery import Answer, check_target, deliver
    from kwopt.cli.inputs import entrance_table, notices_of_product, product_of
    from kwopt.cli.progress import progress
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.forecast import draw_forecast, forecast_rows

    check_target(request)
    voice = request.voice
    product = product_of(request)
    with progress(voice.say("forecasting")):
        table = entrance_table(request)
        result = forecast_of(
            table.frame, value_per_order=request.value_per_order, product=product,
            profit_per_order=request.profit_per_order, purchases_per_buyer=request.purchases_per_buyer,
            impressions_scale=request.impressions_scale, level=request.level,
            currency=request.currency or (product and product.currency) or table.read.currency,
        )  # fmt: skip
    read = table.read.row_notices
    notices = [*notices_of_product(product), *read, *table.notices, *result.notices]
    envelope = surroundings(request, "forecast", table=table.read, notices=notices)
    deliver(request, Answer(
        document=lambda: envelope.around({"by": table.by, **result.to_dict()}),
        rows=lambda: forecast_rows(result, voice.lang),
        draw=lambda screen: draw_forecast(screen, result, table.by, voice),
        notices=notices,
    ))  # fmt: skip
