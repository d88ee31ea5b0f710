"""`kwopt title`: titles for a product from a keyword list, each with its proof."""

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
@options.title_count(default=1)
@options.prove
@options.effort(default="full")
@options.scoring
@options.store
@options.reading
@options.output
@requested
def title(request: Request) -> None:
    """Compose titles for a product, each with a proof of how close it is to the best possible."""
    # Imported here: pandas and scikit-learn must not slow `kwopt --help` down.
    from kwopt.cli.delivery import Answer, check_target, deliver
    from kwopt.cli.inputs import (
        keyword_table,
        market_of,
        notices_of_product,
        required_product,
        settings_of,
    )
    from kwopt.cli.keeping import check_store, composed_titles, kept_titles
    from kwopt.cli.progress import progress
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.titles import draw_titles
    from kwopt.pages.tables import title_rows
    from kwopt.payloads import title_body
    from kwopt.scoring import score_keywords
    from kwopt.scoring.questions.missing import missing_facts
    from kwopt.titles.composing.compose import compose
    from kwopt.titles.fields import compose_fields

    check_target(request)
    check_store(request)
    voice = request.voice
    product, settings = required_product(request, str(request.product)), settings_of(request)
    market = market_of(request)
    with progress(voice.say("composing")):
        table = keyword_table(request)
        scored = score_keywords(table, product, settings)
        facts = missing_facts(scored, product, settings)
        result = compose(
            scored, product, marketplace=market, n=request.count, settings=settings,
            prove=request.prove, effort=request.effort,
        )  # fmt: skip
        fields = compose_fields(
            scored, product, marketplace=market, title=result.titles[0].text, settings=settings,
            effort=request.effort,
        ) if result.titles else {}  # fmt: skip
    notices = [
        *notices_of_product(product), *table.reading_notices, *market.age_notices(request.as_of),
        *result.notices,
    ]  # fmt: skip
    notices += kept_titles(request, table, scored, product, composed_titles(result.titles), settings)
    envelope = surroundings(request, "title", table=table, settings=settings, notices=notices)
    deliver(request, Answer(
        document=lambda: envelope.around(title_body(result, product, facts, voice.lang, fields=fields)),
        rows=lambda: title_rows(result, fields),
        draw=lambda screen: draw_titles(screen, result, voice, facts, fields),
        notices=notices,
    ))  # fmt: skip
