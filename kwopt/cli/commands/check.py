"""`kwopt check`: titles against a marketplace's rules and the advertising law."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand)
@click.argument("titles", metavar="TITLE...", nargs=-1, required=True)
@options.product(required=False)
@options.word_lists
@options.marketplace
@options.option("--field", default="title", metavar="NAME")
@options.as_of
@options.output
@options.requested
def check(request: Request) -> None:
    """Check titles against a marketplace's rules and the advertising law."""
    # Imported here: pandas and rich must not slow `kwopt --help` down.
    from kwopt.cli.delivery import Answer, check_target, deliver
    from kwopt.cli.inputs import age_notices, exact_words, product_of, titles_to_check
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.checked import draw_checked, finding_rows
    from kwopt.payloads import check_body
    from kwopt.rules import TitleCheck

    check_target(request)
    voice, product = request.voice, product_of(request)
    checker = TitleCheck(
        marketplace=request.marketplace, field=request.field, product=product,
        approved=request.approve, forbidden=request.ban,
    )  # fmt: skip
    checked = [
        checker.report(text, index=place, words=exact_words(text), file=file, row=row)
        for place, (text, file, row) in enumerate(titles_to_check(request))
    ]
    notices = age_notices(checker.market, request.as_of)
    envelope = surroundings(request, "check", notices=notices)
    deliver(request, Answer(
        document=lambda: envelope.around(check_body(checked, checker.market.name, voice.lang)),
        rows=lambda: finding_rows(checked, voice.lang),
        draw=lambda screen: draw_checked(screen, checked, voice),
        notices=notices,
    ))  # fmt: skip
    if not all(title.ok for title in checked):
        raise click.exceptions.Exit(1)
