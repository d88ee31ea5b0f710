"""`kwopt check`: titles, or other fields, against a marketplace's rules and the advertising law."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.requested import requested
from kwopt.cli.spoken import SpokenCommand


@click.command(cls=SpokenCommand)
@click.argument("titles", metavar="[TITLE...]", nargs=-1)
@options.listings
@options.product(required=False)
@options.word_lists
@options.option("--foreign-brand", metavar="BRAND", multiple=True)
@options.marketplace
@options.as_of
@options.output
@requested
def check(request: Request) -> None:
    """Check titles against a marketplace's rules and the advertising law."""
    # Imported here: pandas and rich must not slow `kwopt --help` down.
    from kwopt.cli.delivery import Answer, check_target, deliver
    from kwopt.cli.inputs import exact_words, market_of, product_of, texts_to_check
    from kwopt.cli.progress import progress
    from kwopt.cli.surroundings import surroundings
    from kwopt.cli.views.checked import draw_checked, finding_rows, repeated_titles
    from kwopt.payloads import check_body
    from kwopt.rules import TitleCheck

    check_target(request)
    voice, product, market = request.voice, product_of(request), market_of(request)
    checker = TitleCheck(
        marketplace=market, field=request.field, product=product,
        approved=request.approve, forbidden=request.ban,
        foreign_brands=request.foreign_brand,
    )  # fmt: skip
    with progress(voice.say("checking")):
        listing = texts_to_check(request)
        checked = [
            checker.report(
                item.text, index=place, words=exact_words(item.text), file=item.file, row=item.row,
                beside=item.beside or request.beside,
            )
            for place, item in enumerate(listing.texts)
        ]  # fmt: skip
    notices = [
        *market.age_notices(request.as_of, request.field), *listing.notices, *repeated_titles(checked),
    ]  # fmt: skip
    envelope = surroundings(request, "check", notices=notices)
    field = {"field": market.field(request.field).name}
    deliver(request, Answer(
        document=lambda: envelope.around(check_body(checked, market.name, voice.lang) | field),
        rows=lambda: finding_rows(checked, voice.lang),
        draw=lambda screen: draw_checked(screen, checked, voice),
        notices=notices,
    ))  # fmt: skip
    if not all(title.ok for title in checked):
        raise click.exceptions.Exit(1)
