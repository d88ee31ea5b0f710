"""Who works on a long list: called for first, so that workers load beside what this process loads itself.

Importing this loads no library that computes.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial

from kwopt.cli.request import Request
from kwopt.runs.engines import engine_named
from kwopt.shop.lists.workers import Workers, bytes_of_files

_PRELOADED = (
    "kwopt.shop.lists.pipeline", "kwopt.shop.lists.writing", "kwopt.language.segment:load_dictionary",
)  # fmt: skip
"""What workers load while this process loads and reads."""


@contextmanager
def workers_of(request: Request) -> Iterator[Workers]:
    """Yield who works on a request's list; those of this machine are on their way where they will pay.

    A cluster is called when the run begins: a request that is refused need not reach it.
    """
    make = partial(
        engine_named, request.engine, jobs=request.jobs, scheduler=request.scheduler, preload=_PRELOADED
    )
    asked = request.jobs is not None or request.engine != "local"
    workers = Workers(make, expected=bytes_of_files(request.keywords), asked=asked)
    with workers if request.engine == "local" else nullcontext():
        yield workers
