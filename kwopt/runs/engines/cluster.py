"""A Dask cluster that runs already: reached within a time limit, its workers' version of kwopt checked.

Dask is loaded when a cluster is asked for: it comes with the extra `kwopt[dask]`.
"""

import logging
import pydoc
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from kwopt.errors import RunError
from kwopt.version import __version__

CONNECTED_WITHIN = 15.0
"""Seconds in which the scheduler must answer, and then in which it must have a worker."""
_SCHEMES = ("tcp", "tls")
_LOGGERS = ("distributed", "distributed.client", "tornado.application")
"""What Dask says on stderr of workers that come and go: a run says itself what matters."""


def distributed() -> Any:
    """Return the package `distributed`, loaded now: only where a cluster is asked for.

    Raises
    ------
    RunError
        If it is not installed.
    """
    try:
        return import_module("distributed")
    except ImportError as error:
        raise RunError("runs.no_dask") from error


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Yield a client of the scheduler at `address`, as "tcp://10.0.0.1:8786" (without "tcp://" as well).

    Raises
    ------
    RunError
        If Dask is not installed, no scheduler answers, it has no workers, or a worker has another version
        of kwopt.
    """
    distributed()
    full = _reached(address)
    with _silenced(), _client(full) as client:
        _check_workers(client, address)
        yield client


def _reached(address: str) -> str:
    """Return the address in full, once something listens there: Dask would try again and again."""
    scheme, _, place = address.strip().rpartition("://")
    host, _, port = place.rpartition(":")
    if not host or not port.isdecimal() or scheme not in ("", *_SCHEMES):
        raise RunError("runs.bad_address", value=address)
    try:
        socket.create_connection((host.strip("[]"), int(port)), CONNECTED_WITHIN).close()
    except (OSError, OverflowError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise RunError("runs.no_cluster", address=address, problem=problem) from error
    return f"{scheme or 'tcp'}://{place}"


@contextmanager
def _client(address: str) -> Iterator[Any]:
    make = distributed().Client
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other packages may differ: results say whether that matters
            client = make(address, timeout=CONNECTED_WITHIN, set_as_default=False, asynchronous=False)
    except (OSError, ValueError) as error:
        raise RunError("runs.no_cluster", address=address, problem=str(error)) from error
    try:
        yield client
    finally:
        client.close()


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep Dask's own remarks from the terminal."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _check_workers(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=CONNECTED_WITHIN)
    except TimeoutError as error:
        raise RunError("runs.no_cluster_workers", address=address) from error
    versions = client.run(pydoc.locate, "kwopt.version.__version__", on_error="return")
    for worker, version in sorted(versions.items()):
        check_version(version, worker)


def check_version(found: object, worker: str) -> None:
    """Refuse a worker with another version of kwopt, or none: its results could differ."""
    if found != __version__:
        value = found if isinstance(found, str) else "-"
        raise RunError("runs.cluster_version", address=worker, value=value, now=__version__)
