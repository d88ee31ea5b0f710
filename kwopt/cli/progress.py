"""A sign of life on stderr for whatever takes longer than a second; only where stderr is a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console

PATIENCE = 1.0
"""Seconds of silence before a sign of life."""


@contextmanager
def progress(text: str, patience: float = PATIENCE) -> Iterator[None]:
    """Show `text` with a spinner while the block runs, if it runs longer than `patience` seconds."""
    if not sys.stderr.isatty():
        yield
        return
    status = Console(stderr=True, highlight=False, markup=False).status(text)
    timer = Timer(patience, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()
