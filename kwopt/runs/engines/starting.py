"""How worker processes come to be, and how this process talks to them. Knows nothing of jobs.

Linux forks workers from one prepared process (see `nursery`); elsewhere each is a new interpreter, since
the systems' own libraries do not bear forking (macOS) or there is none (Windows). Measured on 2 cores for
two workers that load the scoring: 1.5 s of processor time against 2.6 s, and nearly nothing a further one.

Not the pools of the standard library: with "forkserver" and preloading two workers took 2.9 to 4.0 s of wall
time to start, a broken pool does not tell which task broke it, and workers outlive a parent that is killed.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, RLock
from typing import IO, Protocol

from kwopt.runs.engines.frames import read_frame, write_frame
from kwopt.runs.engines.nursery import KILL, ORDER, START

_ONE_THREAD: Mapping[str, str] = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)
"""Each worker keeps one core busy: more threads than cores only wait for each other."""

_LAST_WORDS = 5.0
"""Seconds in which a nursery has killed its workers; it needs milliseconds."""

_BEGIN = "import sys; sys.path[:] = {path!r}; from kwopt.runs.engines.{module} import main; main({args})"


class WorkerLostError(Exception):
    """The process at the other end is gone."""


@dataclass(frozen=True)
class Line:
    """The streams to one worker, and the way to end it."""

    requests: IO[bytes]
    replies: IO[bytes]
    kill: Callable[[], None]

    def send(self, *parts: bytes) -> None:
        """Send one message."""
        try:
            write_frame(self.requests, *parts)
        except (OSError, ValueError) as error:
            raise WorkerLostError from error

    def receive(self) -> bytes:
        """Return the next message; waits for it."""
        try:
            return read_frame(self.replies)
        except (EOFError, OSError, ValueError) as error:
            raise WorkerLostError from error

    def close(self) -> None:
        """End the worker and give its streams back."""
        self.kill()
        for stream in (self.requests, self.replies):
            with suppress(OSError):  # what was not yet sent has no reader any more
                stream.close()


class Starter(Protocol):
    """A way to start workers."""

    def start(self) -> Line:
        """Return the line to a new worker, which has said that it is ready."""

    def close(self) -> None:
        """End all workers at once."""


def best_starter(preload: Sequence[str] = ()) -> Starter:
    """Return the fastest way that is safe on this system, its preparation begun."""
    return Forks(preload) if sys.platform == "linux" else NewInterpreters(preload)


class Forks:
    """Workers forked from a nursery, which is prepared in the background and started anew if it dies."""

    def __init__(self, preload: Sequence[str] = ()) -> None:
        self._preload = tuple(preload)
        self._lock = RLock()  # a worker that ends before its greeting is killed while the next is started
        self._closed = False
        self._begin()

    def _begin(self) -> None:
        self._loaded = False
        self._orders, theirs = socket.socketpair()
        with theirs:
            args = f"{theirs.fileno()}, {self._preload!r}"
            self._nursery = _interpreter("nursery", args, pass_fds=(theirs.fileno(),))

    def start(self) -> Line:
        """Return the line to a new worker."""
        with self._lock:
            try:
                return self._forked()
            except (OSError, WorkerLostError):
                if not self._closed:
                    self._end()
                    self._begin()
                raise WorkerLostError from None

    def _forked(self) -> Line:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            socket.send_fds(self._orders, [ORDER.pack(START, 0)], [theirs.fileno()])
            order = self._orders.recv(ORDER.size, socket.MSG_WAITALL)
            if len(order) < ORDER.size:
                raise WorkerLostError
            self._loaded = True
            theirs.close()
            pid = ORDER.unpack(order)[1]
            line = Line(ours.makefile("wb"), ours.makefile("rb"), lambda: self._kill(pid, ours))
        return _greeted(line)

    def _kill(self, pid: int, line: socket.socket) -> None:
        with suppress(OSError):  # a worker whose nursery is gone ends by this alone; it may have ended
            line.shutdown(socket.SHUT_RDWR)
        with self._lock, suppress(OSError):
            self._orders.sendall(ORDER.pack(KILL, pid))

    def _end(self) -> None:
        if not self._loaded:  # it has no workers yet, and looks up only when its modules are loaded
            self._nursery.kill()
        self._orders.close()
        try:
            self._nursery.wait(_LAST_WORDS)
        except subprocess.TimeoutExpired:
            self._nursery.kill()
            self._nursery.wait()

    def close(self) -> None:
        """End the nursery and, through it, all workers."""
        self._closed = True
        with suppress(OSError):  # it may be gone already
            self._orders.shutdown(socket.SHUT_RDWR)  # whoever waits for a worker waits no more
        with self._lock:
            self._end()


class NewInterpreters:
    """Workers that are interpreters of their own, on any system."""

    def __init__(self, preload: Sequence[str] = ()) -> None:
        self._preload = tuple(preload)
        self._lock = Lock()
        self._closed = False
        self._alive: list[subprocess.Popen[bytes]] = []

    def start(self) -> Line:
        """Return the line to a new worker."""
        with self._lock:
            if self._closed:
                raise WorkerLostError
            process = _interpreter("piped", repr(self._preload), pipes=True)
            self._alive = [other for other in self._alive if other.poll() is None] + [process]
        assert process.stdin is not None  # for the type checker: they are pipes
        assert process.stdout is not None
        return _greeted(Line(process.stdin, process.stdout, lambda: _killed(process)))

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            self._closed = True
            for process in self._alive:
                _killed(process)


def _killed(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()


def _greeted(line: Line) -> Line:
    """Return a line once the worker says that it is ready."""
    try:
        line.receive()
    except WorkerLostError:
        line.close()
        raise
    return line


def _interpreter(
    module: str, args: str, *, pass_fds: Sequence[int] = (), pipes: bool = False
) -> "subprocess.Popen[bytes]":
    """Start Python in a session of its own, so that the terminal's Ctrl-C reaches this process alone."""
    text = _BEGIN.format(
        path=[place for place in sys.path if isinstance(place, str)], module=module, args=args
    )
    channel = subprocess.PIPE if pipes else subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-c", text],
        stdin=channel, stdout=channel, stderr=subprocess.DEVNULL, pass_fds=tuple(pass_fds),
        start_new_session=os.name == "posix",
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        env={**_ONE_THREAD, **os.environ},
    )  # fmt: skip
