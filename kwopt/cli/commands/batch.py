"""`kwopt batch`: scores and titles for every product of a catalog; interrupted runs go on."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.requested import requested
from kwopt.cli.spoken import SpokenCommand
from kwopt.cli.types import Number


@click.command(cls=SpokenCommand)
@click.argument("catalog", metavar="CATALOG")
@click.argument("more_keywords", metavar="[TABLE]...", nargs=-1)
@options.keywords
@options.catalog
@options.title_words
@options.word_lists
@options.marketplace
@options.title_count(default=1)
@options.prove
@options.effort(default="fast")
@options.option(
    "--keywords-top", type=Number(0, options.MOST_KEYWORDS_TOP, whole=True), default=10, metavar="N"
)
@options.option("--scores", metavar="FILE.parquet")
@options.option("--allocate", is_flag=True)
@options.scoring
@options.store
@options.reading
@options.running
@options.output
@requested
def batch(request: Request) -> None:
    """Compose titles for every product of a catalog."""
    # Imported here: pandas and scikit-learn must not slow `kwopt --help` down.
    from kwopt.cli.batches import asked, batch_job, catalog_file, engine_for, run_job
    from kwopt.cli.progress import progress
    from kwopt.cli.views.batch import report_batch

    request = asked(request)
    found = catalog_file(request)
    with engine_for(request, found) as engine:
        with progress(request.voice.say("preparing")):
            job = batch_job(request, found)
        result = run_job(job, engine)
    report_batch(request, job, result)
    if result.failed:
        raise click.exceptions.Exit(3)
