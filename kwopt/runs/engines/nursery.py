"""A process from which workers are forked: modules are loaded once, and a worker starts in milliseconds.

The process that calls for workers may have threads (Arrow's, BLAS's), beside which forking is not safe; a
new interpreter for each worker would load everything again. So one new interpreter loads what workers need,
starts no thread, and forks whenever it is told to. It dies with the process that started it, and takes all
workers along.
"""

import gc
import os
import select
import signal
import socket
import struct
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from kwopt.runs.engines.worker import serve

ORDER = struct.Struct("!cQ")
"""One order: what to do, and the pid that it concerns, if any."""
START, KILL = b"s", b"k"


def main(control: int, preload: Sequence[str]) -> NoReturn:
    """Load modules, then fork and kill workers as the socket `control` says, until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C ends
    load(preload)
    gc.collect()
    gc.freeze()  # what is loaded stays shared with the workers: collections of theirs do not touch it
    children: set[int] = set()
    with socket.socket(fileno=control) as orders:
        while _obey(orders, children):
            pass
    for child in children:
        os.kill(child, signal.SIGKILL)
    os._exit(0)


def load(names: Sequence[str]) -> None:
    """Import modules ("module") and call functions ("module:function") that make what tasks will need.

    What cannot be loaded is reported by the task that needs it.
    """
    for name in names:
        module, _, function = name.partition(":")
        try:
            loaded = import_module(module)
            if function:
                getattr(loaded, function)()
        except Exception:
            continue


def _obey(orders: socket.socket, children: set[int]) -> bool:
    """Carry out one order; False where there will be no more."""
    select.select([orders], [], [])
    order, handles, _, _ = socket.recv_fds(orders, ORDER.size, 1)
    _bury(children)
    if len(order) < ORDER.size:
        return False
    what, pid = ORDER.unpack(order)
    if what == START:
        children.add(_forked(orders, handles[0]))
    elif pid in children:  # not yet buried: its number cannot be another process's by now
        os.kill(pid, signal.SIGKILL)
    return True


def _bury(children: set[int]) -> None:
    """Take note of children that ended."""
    while children:
        pid, _ = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        children.discard(pid)


def _forked(orders: socket.socket, handle: int) -> int:
    """Return the pid of a new worker that talks over `handle`."""
    pid = os.fork()
    if pid:
        orders.sendall(ORDER.pack(START, pid))
        os.close(handle)
        return pid
    try:
        orders.close()
        serve(os.fdopen(handle, "rb"), os.fdopen(os.dup(handle), "wb"))
    finally:
        os._exit(1)
