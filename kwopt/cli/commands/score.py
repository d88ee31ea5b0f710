"""`kwopt score`: a keyword list with relevance, conversion, opportunity, worth and score."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand)
@click.argument("keywords", metavar="KEYWORDS...", nargs=-1, required=True)
@options.product(required=False)
@options.title_words
@options.word_lists
@options.scoring
@options.option("--sort", is_flag=True)
@options.reading
@options.output
@options.requested
def score(request: Request) -> None:
    """Score a keyword list, for a product or by demand and supply alone."""
    # Imported here: pandas and scikit-learn must not slow `kwopt --help` down.
    from kwopt.cli.delivery import Answer, check_target, deliver
    from kwopt.cli.inputs import (
        keyword_table,
        notices_of_learning,
        notices_of_product,
        product_of,
        reading_notices,
        settings_of,
    )
    from kwopt.cli.progress import progress
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.keywords import by_rank, draw_keywords
    from kwopt.payloads import score_body
    from kwopt.scoring import score
    from kwopt.scoring.missing import missing_facts
    from kwopt.scoring.score import index_of

    check_target(request)
    voice = request.voice
    product, settings = product_of(request), settings_of(request)
    with progress(voice.say("scoring")):
        table = keyword_table(request)
        index = index_of(table, settings)
        scored = score(index, product, settings)
        facts = missing_facts(scored, product, settings)
    rows = by_rank(scored) if request.sort else scored
    notices = [
        *notices_of_product(product),
        *reading_notices(table),
        *notices_of_learning(index.spec.learned),
    ]
    envelope = surroundings(request, "score", table=table, settings=settings, notices=notices)
    deliver(request, Answer(
        document=lambda: envelope.around(score_body(table, rows, product, facts, voice.lang)),
        rows=lambda: rows,
        draw=lambda screen: draw_keywords(screen, scored, facts, voice),
        notices=notices,
    ))  # fmt: skip
