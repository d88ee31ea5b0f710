"""`kwopt score`: a keyword list with relevance, conversion, opportunity, worth and score."""

from typing import TYPE_CHECKING

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.requested import requested
from kwopt.cli.spoken import SpokenCommand
from kwopt.cli.voice import Voice

if TYPE_CHECKING:
    from kwopt.cli.screen import Screen
    from kwopt.shop.lists.scored_list import ScoredList
    from kwopt.shop.lists.workers import Workers


@click.command(cls=SpokenCommand)
@click.argument("keywords", metavar="KEYWORDS...", nargs=-1, required=True)
@options.product(required=False)
@options.title_words
@options.word_lists
@options.scoring
@options.store
@options.option("--sort", is_flag=True)
@options.running
@options.reading
@options.output
@requested
def score(request: Request) -> None:
    """Score a keyword list, for a product or by demand and supply alone."""
    from kwopt.cli.workforce import workers_of

    with workers_of(request) as workers:
        _score(request, workers)


def _score(request: Request, workers: "Workers") -> None:
    # Imported here: pandas must not slow `kwopt --help` down, nor keep workers from loading beside it.
    from kwopt.cli.delivery import Answer, deliver
    from kwopt.cli.inputs import (
        notices_of_learning,
        notices_of_product,
        product_of,
        settings_of,
    )
    from kwopt.cli.keeping import check_store, kept_list
    from kwopt.cli.lists import ListRows, check_list_target, scored_list
    from kwopt.cli.surroundings import surroundings
    from kwopt.payloads import score_body, score_counts
    from kwopt.shop.lists.texts import records_of

    check_list_target(request)
    check_store(request)
    voice, product, settings = request.voice, product_of(request), settings_of(request)
    with scored_list(request, product, settings, workers) as scored:
        table, classes = scored.table, scored.summary.classes
        notices = [
            *notices_of_product(product),
            *table.reading_notices,
            *notices_of_learning(scored.learned_words),
            *kept_list(request, scored).notices,
        ]
        envelope = surroundings(request, "score", table=table, settings=settings, notices=notices)
        deliver(request, Answer(
            document=lambda: envelope.around(
                score_body(
                    score_counts(table, classes), records_of(scored), product, scored.facts, voice.lang
                )
            ),
            rows=lambda: ListRows(scored),
            draw=lambda screen: _draw(screen, scored, voice),
            notices=notices,
            workplace=scored.run.folder if request.target else None,
        ))  # fmt: skip


def _draw(screen: "Screen", scored: "ScoredList", voice: Voice) -> list[str]:
    from kwopt.cli.views.keywords import SHOWN, BestKeywords, draw_best

    best = BestKeywords(scored.best(SHOWN), len(scored), scored.summary.classes)
    return draw_best(screen, best, scored.facts, voice)
