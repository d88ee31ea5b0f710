"""The application: NiceGUI with the page, behind the guard; made once in a process."""

import logging
import socket
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from nicegui import app as pages
from nicegui import core, ui
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kwopt.messages import message, visible
from kwopt.pages.web.options import LOOPBACK_NAMES, ServeOptions
from kwopt.pages.web.serving import theme
from kwopt.pages.web.serving.accepted_language import language_asked
from kwopt.pages.web.serving.guard import Guard
from kwopt.pages.web.serving.pages import add_pages
from kwopt.pages.web.visiting.benches import Workroom
from kwopt.pages.web.visiting.uploads import UploadFolder
from kwopt.pages.web.visiting.visit import Visit
from kwopt.pages.web.visiting.visits import Visits

_LOG = logging.getLogger(__name__)
_REMARK = 500  # characters of a browser's remark that are kept

_RECONNECT_SECONDS = 8.0
"""Seconds for which a page whose connection broke is waited for; then it is built anew from its visit."""


@dataclass(frozen=True, eq=False)
class Application:
    """The guarded application, and its visits."""

    guard: Guard
    visits: Visits

    def server(self, last_seconds: int) -> uvicorn.Server:
        """Return a server that is not yet running."""
        return uvicorn.Server(uvicorn.Config(
            self.guard, log_config=None, log_level=logging.WARNING, access_log=False, ws="wsproto",
            lifespan="on", proxy_headers=False, server_header=False,
            timeout_graceful_shutdown=last_seconds,
        ))  # fmt: skip


def application(options: ServeOptions, folder: Path, workroom: Workroom) -> Application:
    """Return the application; NiceGUI holds its pages once in a process, so there is one."""
    visits = Visits(lambda lang: Visit(workroom, UploadFolder(folder, options.max_upload), lang))
    add_pages(visits, options.lang)
    outer = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    ui.run_with(
        outer, title="kwopt", favicon=theme.favicon(), tailwind=False, show_welcome_message=False,
        reconnect_timeout=_RECONNECT_SECONDS, binding_refresh_interval=None,
        gzip_middleware_factory=None,
    )  # fmt: skip
    core.sio.on("log", _heard)
    pages.add_exception_handler(404, _nothing_here)
    pages.add_exception_handler(Exception, _fault)
    pages.config.quasar_config["loadingBar"] = {"skipHijack": True}
    guard = Guard(
        outer, names=our_names(options.host), only_here=options.host in LOOPBACK_NAMES,
        max_upload=options.max_upload,
    )  # fmt: skip
    return Application(guard, visits)


def _heard(visitor: str, said: object) -> None:
    """Take a browser's remark; NiceGUI would print any visitor's text, control characters too, as its own."""
    del visitor
    text = said.get("message") if isinstance(said, dict) else None
    _LOG.debug("a browser says: %s", visible(str(text)[:_REMARK]))


def _nothing_here(request: Request, error: Exception) -> Response:
    """Answer where nothing is; NiceGUI would build a page of its own for every such request."""
    del error
    return _sentence(request, 404, "page.refused_path")


def _fault(request: Request, error: Exception) -> Response:
    """Answer where a page could not be built; the server logs what was raised."""
    return _sentence(request, 500, "page.fault", kind=type(error).__name__)


def _sentence(request: Request, status: int, code: str, **params: str) -> Response:
    lang = language_asked(request.headers.get("accept-language", ""))
    return PlainTextResponse(message(code, params, lang), status)


def our_names(host: str) -> set[str]:
    """Return the names by which a server at `host` may be called.

    >>> sorted(our_names("127.0.0.1"))
    ['127.0.0.1', 'localhost']
    """
    names = {"localhost", host.lower()}
    if host in LOOPBACK_NAMES:
        return names
    return names | {socket.gethostname().lower(), f"{socket.gethostname().lower()}.local"}
