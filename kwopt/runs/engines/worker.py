"""What a worker process does: it takes tasks from a stream and writes results to another.

A job (function and shared value) comes once, before the first of its tasks. The stream ends when the
parent closes it, or dies in whatever way: a thread waits for that also while a task is worked on, and ends
the process. What tasks print, and tracebacks of a worker that ends badly, go nowhere: a user reads results
and the sentence of an error.
"""

import os
import pickle
import traceback
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, NoReturn

from kwopt.errors import RunError
from kwopt.runs.engines.frames import read_frame, write_frame

JOB, TASK = b"J", b"T"
READY = b"ready"


def serve(requests: IO[bytes], replies: IO[bytes]) -> NoReturn:
    """Work on tasks until the stream of requests ends; never returns."""
    queue: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(requests, queue), daemon=True).start()
    write_frame(replies, READY)
    job: Any = None
    while True:
        kind, content = _parts(queue.get())
        if kind == JOB:
            job = _outcome(pickle.loads, content)
        else:
            write_frame(replies, _reply(job, content))


def _listen(requests: IO[bytes], queue: "SimpleQueue[bytes]") -> None:
    try:
        while True:
            queue.put(read_frame(requests))
    except (EOFError, OSError):
        os._exit(0)


def _parts(frame: bytes) -> tuple[bytes, memoryview]:
    return frame[:1], memoryview(frame)[1:]


def _outcome(call: Any, *args: Any) -> tuple[bool, Any]:
    """Return whether a call returned, and what it returned or raised."""
    try:
        return True, call(*args)
    except BaseException as error:
        error.add_note("".join(traceback.format_exception(error)))
        return False, error


def _reply(job: tuple[bool, Any], content: memoryview) -> bytes:
    fine, found = job
    if not fine:
        return _pickled(False, RunError("runs.cannot_reach_workers", problem=_said(found)))
    return _pickled(*_outcome(_call, found, content))


def _call(job: Any, content: memoryview) -> Any:
    function, shared = job
    return function(shared, pickle.loads(content))


def _pickled(fine: bool, found: Any) -> bytes:
    """Return an outcome as bytes; what cannot be sent becomes a sentence that says so."""
    try:
        content = pickle.dumps((fine, found), pickle.HIGHEST_PROTOCOL)
        if not fine:
            pickle.loads(content)  # an exception may be sent, and yet not be made again
    except Exception as error:
        problem = _said(error) if fine else _said(found)
        return pickle.dumps((False, RunError("runs.cannot_be_sent", problem=problem)))
    return content


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
