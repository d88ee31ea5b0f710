"""`kwopt audit`: what an existing title reaches, what each word earns, and the small edits that pay."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.requested import requested
from kwopt.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand)
@click.argument("titles", metavar="[TITLE]", required=False, callback=options.one_or_none)
@options.keywords
@options.product(required=True)
@options.edits
@options.title_words
@options.word_lists
@options.marketplace
@options.scoring
@options.store
@options.reading
@options.output
@requested
def audit(request: Request) -> None:
    """Say what a title reaches, what each word earns, and which small edits pay."""
    # Imported here: pandas and scikit-learn must not slow `kwopt --help` down.
    from kwopt.cli.delivery import Answer, check_target, deliver
    from kwopt.cli.inputs import (
        keyword_table,
        market_of,
        notices_of_product,
        required_product,
        settings_of,
        title_to_audit,
    )
    from kwopt.cli.keeping import audited_titles, check_store, kept_titles
    from kwopt.cli.progress import progress
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.audited import audit_rows, draw_audit
    from kwopt.payloads import audit_body
    from kwopt.scoring import score_keywords
    from kwopt.titles.auditing.audit import audit_title

    check_target(request)
    check_store(request)
    voice = request.voice
    product, settings = required_product(request, str(request.product)), settings_of(request)
    market = market_of(request)
    text = title_to_audit(request, product)
    with progress(voice.say("auditing")):
        table = keyword_table(request)
        scored = score_keywords(table, product, settings)
        result = audit_title(
            text, scored, product, marketplace=market, settings=settings,
            max_changed_words=request.edits, max_changed_characters=request.max_changed_characters,
        )  # fmt: skip
    notices = [
        *notices_of_product(product), *table.reading_notices, *market.age_notices(request.as_of),
        *result.notices,
    ]  # fmt: skip
    notices += kept_titles(request, table, scored, product, audited_titles(result), settings)
    envelope = surroundings(request, "audit", table=table, settings=settings, notices=notices)
    deliver(request, Answer(
        document=lambda: envelope.around(audit_body(result, product, voice.lang)),
        rows=lambda: audit_rows(result, voice.lang),
        draw=lambda screen: draw_audit(screen, result, voice),
        notices=notices,
    ))  # fmt: skip
    if not result.ok:
        raise click.exceptions.Exit(1)
