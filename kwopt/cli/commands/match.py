"""`kwopt match`: what titles cover under several segmenters, and what hangs on the choice."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.requested import requested
from kwopt.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand)
@click.argument("titles", metavar="TITLE...", nargs=-1, required=True)
@options.keywords
@options.product(required=False)
@options.option("--segmenter", "segmenters", metavar="NAME", multiple=True)
@options.word_lists
@options.scoring
@options.reading
@options.output
@requested
def match(request: Request) -> None:
    """Say how titles meet each keyword under several segmenters."""
    # Imported here: pandas and scikit-learn must not slow `kwopt --help` down.
    from kwopt.cli.delivery import Answer, check_target, deliver
    from kwopt.cli.inputs import (
        keyword_table,
        notices_of_product,
        product_of,
        settings_of,
        texts_to_check,
    )
    from kwopt.cli.progress import progress
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.matched import draw_matched, match_rows
    from kwopt.payloads import match_body
    from kwopt.titles.coverage.simulation import simulate_all

    check_target(request)
    voice, product, settings = request.voice, product_of(request), settings_of(request)
    texts = [item.text for item in texts_to_check(request).texts]
    with progress(voice.say("matching")):
        table = keyword_table(request)
        result = simulate_all(texts, table, segmenters=request.segmenters, settings=settings, product=product)
    notices = [*notices_of_product(product), *table.reading_notices, *result.notices]
    envelope = surroundings(request, "match", table=table, settings=settings, notices=notices)
    deliver(request, Answer(
        document=lambda: envelope.around(match_body(result, product, voice.lang)),
        rows=lambda: match_rows(result),
        draw=lambda screen: draw_matched(screen, result, voice),
        notices=notices,
    ))  # fmt: skip
