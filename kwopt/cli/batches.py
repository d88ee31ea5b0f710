"""What `kwopt batch` was told, read and put together: catalog, keywords, places; and the run itself.

Everything that can be refused is refused before the first product is worked on.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from kwopt.cli.inputs import (
    keyword_table,
    market_of,
    notices_of_learning,
    settings_of,
    source_of,
)
from kwopt.cli.keeping import check_store, kept_rows, kept_table
from kwopt.cli.progress import counted
from kwopt.cli.request import Request
from kwopt.cli.surroundings import surroundings
from kwopt.errors import SettingError, TableError
from kwopt.models import Notice
from kwopt.payloads import Envelope
from kwopt.products.catalog import Catalog
from kwopt.runs.engines import Engine, engine_named
from kwopt.runs.fingerprints import library_versions
from kwopt.scoring.score import index_of
from kwopt.shop.batch import (
    BatchOptions,
    BatchPlaces,
    BatchResult,
    BatchWork,
    CatalogFile,
    read_catalog_file,
    run_batch,
)
from kwopt.shop.batch.run import day_of

_WORTH_PROCESSES = 12
"""Products from which further processes are started unasked: each takes about a second to load, a product
less than half of that."""

_PRELOAD = ("kwopt.shop.batch.work", "kwopt.language.segment:load_dictionary")
"""What workers load before they are given anything."""

_OF_CATALOG = "catalog_"
"""Beginning of the names of options that say how the catalog is read: its products stand for themselves."""


@dataclass(frozen=True, eq=False)
class BatchJob:
    """Everything that a run needs but the engine, and what to say of its inputs."""

    request: Request
    catalog: Catalog
    work: BatchWork
    places: BatchPlaces
    envelope: Envelope
    catalog_inputs: Sequence[Mapping[str, Any]]
    kept_table: int | None = None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was met while inputs were read."""
        return tuple(self.envelope.notices)


def asked(request: Request) -> Request:
    """Return a request with all its tables, for the day of the run that it goes on with."""
    return _as_of_the_run(replace(request, keywords=(*request.keywords, *request.more_keywords)))


def catalog_file(request: Request) -> CatalogFile:
    """Return the catalog that a request names, once it is sure that results can be written.

    Raises
    ------
    KwoptError
        If the catalog cannot be read, a result could not be written, or there is no such marketplace.
    """
    _places(request).check()
    check_store(request)
    market_of(request)
    return read_catalog_file(
        source_of(str(request.catalog)), encoding=request.catalog_encoding, sheet=request.catalog_sheet,
        column_map=request.catalog_columns,
    )  # fmt: skip


def engine_for(request: Request, found: CatalogFile) -> Engine:
    """Return where a catalog is worked on; workers load while keywords are read.

    A few products are worked on in this process unless others are asked for: they are done sooner.
    """
    few = request.jobs is None and len(found.catalog.rows) < _WORTH_PROCESSES
    jobs = 1 if few else request.jobs
    return engine_named(request.engine, jobs=jobs, scheduler=request.scheduler, preload=_PRELOAD)


def batch_job(request: Request, found: CatalogFile) -> BatchJob:
    """Return the job on a catalog.

    Raises
    ------
    KwoptError
        If keywords or other inputs cannot be read.
    """
    settings, market = settings_of(request), market_of(request)
    table = keyword_table(request)
    index = index_of(table, settings)
    work = BatchWork.of(
        index, rows=table.row_counts, settings=settings, market=market, options=_options(request)
    )
    kept = kept_table(request, table, index.rows.figures)
    notices = [
        *found.catalog.notices, *table.reading_notices, *notices_of_learning(index.spec.learned),
        *market.age_notices(request.as_of), *kept.notices,
    ]  # fmt: skip
    envelope = surroundings(
        request, "batch", table=table, settings=settings, notices=notices, inputs=found.inputs
    )
    return BatchJob(request, found.catalog, work, _places(request), envelope, found.inputs, kept.number)


def run_job(job: BatchJob, engine: Engine) -> BatchResult:
    """Run a job; where it is interrupted, say how it goes on."""
    request, voice = job.request, job.request.voice

    def watch(phase: str, total: int | None, done: int) -> AbstractContextManager[Callable[[], object]]:
        return counted(voice.say(phase), total, done=done, lang=voice.lang)

    try:
        return run_batch(
            job.catalog, job.work, job.places, engine, fingerprint=_fingerprint(job),
            resume=request.resume, restart=request.restart, watch=watch,
            keep=partial(kept_rows, request, job.kept_table, job.work.settings),
        )  # fmt: skip
    except (KeyboardInterrupt, TableError):  # a table that could not be written: its rows are all there
        if not voice.as_json:
            click.echo(voice.say("batch_interrupted", journal=str(job.places.journal)), err=True)
        raise


def _fingerprint(job: BatchJob) -> Mapping[str, Any]:
    """Return what all results depend on; products of the catalog stand under keys of their own."""
    inputs = [item for item in job.envelope.inputs if item not in job.catalog_inputs]
    settings = job.envelope.settings.items()
    return {
        "settings": {name: value for name, value in settings if not name.startswith(_OF_CATALOG)},
        "inputs": {f"{place}. {item['file']}": item["sha256"] for place, item in enumerate(inputs, 1)},
        "scores": job.work.options.scores,
        "libraries": library_versions(),
    }


def _places(request: Request) -> BatchPlaces:
    if request.target is None:
        raise SettingError("shop.no_output")
    scores = Path(request.scores) if request.scores else None
    if scores is not None and scores.resolve() == Path(request.target).resolve():
        raise SettingError("shop.scores_over_output", value=str(scores))
    return BatchPlaces(output=Path(request.target), scores=scores, protect=request.files)


def _options(request: Request) -> BatchOptions:
    return BatchOptions(
        n=request.count,
        effort=request.effort,
        prove=request.prove,
        keywords_top=request.keywords_top,
        scores=request.scores is not None,
        allocate=request.allocate,
        required_words=request.must_hold,
        approved_words=request.approve,
        forbidden_words=request.ban,
    )


def _as_of_the_run(request: Request) -> Request:
    """Return the request for the day of the run that goes on, where the command line names none.

    A run that is resumed after midnight would else judge its last products by another day.
    """
    source = click.get_current_context().get_parameter_source("as_of")
    if not request.resume or request.target is None or source is not click.core.ParameterSource.DEFAULT:
        return request
    day = day_of(_places(request).journal)
    return request if day is None else replace(request, as_of=date.fromisoformat(day))
