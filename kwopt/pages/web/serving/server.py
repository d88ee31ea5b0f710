"""The server of the page: binds its socket, serves until it is told to end, wipes what it kept.

NiceGUI is mounted in an application of our own, behind the guard. Its settings come from the environment
where it has no others: they are set before it is loaded.
"""

import asyncio
import errno
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from kwopt.errors import SettingError
from kwopt.pages.web.options import DEFAULT_PORT, ServeOptions
from kwopt.pages.web.serving.folder import private_folder
from kwopt.pages.web.visiting.benches import Workroom

if TYPE_CHECKING:
    import uvicorn

_PORTS_TRIED = 20
_LAST_SECONDS = 2  # s for which open connections are waited for at the end


class _EndedError(Exception):
    """The server was told to end by a signal."""


def run(options: ServeOptions, *, ready: Callable[[str], None] = lambda _: None) -> None:
    """Serve the page until Ctrl-C or a signal to end.

    Parameters
    ----------
    options
        How to serve.
    ready
        Called with the address when the page can be opened.

    Raises
    ------
    SettingError
        If the address cannot be listened at, or NiceGUI is not installed.
    """
    _check_installed()
    with _signals_end(), _listening(options) as listener, private_folder() as folder:
        try:
            asyncio.run(_serve(options, listener, folder, ready))
        except (_EndedError, KeyboardInterrupt):
            return


def _check_installed() -> None:
    from importlib.util import find_spec

    if find_spec("nicegui") is None:
        raise SettingError("page.not_installed")


@contextmanager
def _signals_end() -> Iterator[None]:
    """Let signals to end raise here, before and after uvicorn takes them: nothing is left unwiped."""

    def end(number: int, frame: object) -> None:
        del number, frame
        raise _EndedError

    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    earlier = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in earlier.items():
            signal.signal(getattr(signal, name), handler)


@contextmanager
def _listening(options: ServeOptions) -> Iterator[socket.socket]:
    """Yield the bound socket of the stated port, or of the first that is free from the usual one on."""
    first = options.port if options.port is not None else DEFAULT_PORT
    ports = range(first, first + (1 if options.port is not None else _PORTS_TRIED))
    for port in ports:
        try:
            listener = _bound(options.host, port)
        except OSError as error:
            problem = error
        else:
            with listener:
                yield listener
            return
    raise SettingError(
        "page.cannot_listen", host=options.host, port=first, problem=problem.strerror or str(problem)
    ) from problem


def _bound(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # no name of a computer is written like that
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL)) from error
    family, kind, protocol, _, address = found[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


async def _serve(
    options: ServeOptions, listener: socket.socket, folder: Path, ready: Callable[[str], None]
) -> None:
    os.environ["NICEGUI_STORAGE_PATH"] = str(folder)
    os.environ.pop("NICEGUI_REDIS_URL", None)
    workroom = Workroom()  # workers load what they need beside what is loaded here
    visits = None
    try:
        from kwopt.pages.web.serving.application import application  # loads NiceGUI: half a second

        made = application(options, folder, workroom)
        visits, address = made.visits, _address(options.host, listener)
        server = made.server(_LAST_SECONDS)
        end_with_terminal(server)
        work = asyncio.create_task(server.serve([listener]))
        while not server.started and not work.done():
            await asyncio.sleep(0.01)
        if server.started:
            ready(address)
            if options.open:
                _open(address)
        await work
    finally:
        if visits is not None:
            visits.close()
        workroom.close()


def end_with_terminal(server: "uvicorn.Server") -> None:
    """End the server in order when its terminal is closed: uvicorn itself minds other signals alone."""

    def end(number: int, frame: object) -> None:
        del number, frame
        server.should_exit = True

    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, end)


def _address(host: str, listener: socket.socket) -> str:
    """Return the address at which this machine reaches the page."""
    everywhere = host in ("", "0.0.0.0", "::")
    name = "127.0.0.1" if everywhere else f"[{host}]" if ":" in host else host
    return f"http://{name}:{listener.getsockname()[1]}/"


def _open(address: str) -> None:
    """Open the page in a browser, beside the server; on a machine without a screen in none."""
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        return  # the standard library would open a text browser in this terminal
    Thread(target=webbrowser.open, args=(address,), daemon=True).start()
