"""What stands before every request: who is answered, how large a request may be, what browsers may do.

An ASGI application around another. It owns no page and knows nothing of NiceGUI but where its paths begin.

A page of another site cannot read or change anything here: names that are not ours are refused (DNS
rebinding leads a foreign name to this machine), and so are requests whose `Origin` is another page's.
"""

import ipaddress
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kwopt.messages import message as text_of
from kwopt.pages.web.serving.accepted_language import language_asked

PAGES = ("/", "/zh", "/en", "/favicon.ico")
_PREFIXES = ("/_nicegui/", "/_nicegui_ws/")
_METHODS = frozenset({"GET", "HEAD", "POST"})
_UPLOAD = "/upload/"

SMALL_BODY = 2 * 2**20
"""Bytes of a request that is no upload: messages of the page have at most 1 MB."""

FORM_ROOM = 2**16
"""Bytes that a form takes beside the file that it carries."""

_FORWARDED = (b"x-forwarded-prefix", b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-for")
"""Headers that a proxy may set: there is none, and NiceGUI would believe them."""

HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
"""Sent with every answer. Vue compiles templates in the browser, so evaluation cannot be forbidden; no other
server can be reached either way."""


class Guard:
    """An application that refuses what no page of ours sends.

    Parameters
    ----------
    app
        What answers the requests that pass.
    names
        Host names by which the server may be called, in small letters.
    only_here
        Whether, of addresses, only those of this machine's loopback are its own.
    max_upload
        Bytes that an uploaded file may have.
    """

    def __init__(self, app: ASGIApp, *, names: Iterable[str], only_here: bool, max_upload: int) -> None:
        self._app = app
        self._names = frozenset(names)
        self._only_here = only_here
        self._max_upload = max_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = _headers(scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _refuse(refusal, scope, receive, send)
            return
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] not in _FORWARDED]
        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
            return
        await _Measured(self._app, self._limit(scope)).answer(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope, headers: Mapping[str, str]) -> "tuple[int, str] | None":
        """Return status and message code for what is not answered; None for the rest."""
        host = headers.get("host", "")
        if not self._is_ours(host):
            return 421, "page.refused_name"
        origin = headers.get("origin")
        if origin is None and scope["type"] == "websocket":
            return 403, "page.refused_origin"
        if origin is not None and _place(origin) != host.lower():
            return 403, "page.refused_origin"
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and (
            headers.get("sec-fetch-mode") != "navigate"
        ):
            return 403, "page.refused_origin"
        return self._unknown(scope, headers)

    def _unknown(self, scope: Scope, headers: Mapping[str, str]) -> "tuple[int, str] | None":
        path = scope["path"]
        if path not in PAGES and not path.startswith(_PREFIXES):
            return 404, "page.refused_path"
        if scope["type"] == "http" and scope["method"] not in _METHODS:
            return 405, "page.refused_method"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._limit(scope):
            return 413, "page.refused_size"
        return None

    def _limit(self, scope: Scope) -> int:
        if scope["path"].startswith("/_nicegui/client/") and _UPLOAD in scope["path"]:
            return self._max_upload + FORM_ROOM
        return SMALL_BODY

    def _is_ours(self, host: str) -> bool:
        """Return whether a Host header names this machine: by an address, as no rebinding can, or by name."""
        name = _host_name(host)
        if name in self._names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or not self._only_here


class _Measured:
    """One request whose body is counted as it comes, whatever it said of its length."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app, self._left = app, limit
        self._begun = False

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer; a body that is too large gets an answer of ours."""

        async def counted() -> Message:
            message = await receive()
            self._left -= len(message.get("body", b""))
            return message if self._left >= 0 else {"type": "http.disconnect"}

        async def sending(message: Message) -> None:
            if self._left >= 0 or self._begun:
                self._begun = True
                await send(message)

        try:
            await self._app(scope, counted, sending)
        except ClientDisconnect:  # a tab was closed while it sent a file: nobody is left to be told
            pass
        except Exception:
            if self._left >= 0:
                raise
        if self._left < 0 and not self._begun:
            await _plain(413, "page.refused_size", scope)(scope, receive, send)


def _headers(scope: Scope) -> dict[str, str]:
    """Return the headers of a request; of several alike the joined values, which match nothing."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]},{text}" if key in found else text
    return found


def _host_name(host: str) -> str:
    """Return a Host header without its port, in small letters; "" for what is no single name.

    >>> _host_name("[::1]:8477"), _host_name("LOCALHOST:8477"), _host_name("127.0.0.1")
    ('::1', 'localhost', '127.0.0.1')
    """
    try:
        return "" if "," in host else urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _place(origin: str) -> str:
    """Return host and port of an Origin header, in small letters; nothing where there is none to read.

    >>> _place("http://LOCALHOST:8477"), _place("null"), _place("http://[")
    ('localhost:8477', '', '')
    """
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


async def _refuse(refusal: tuple[int, str], scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await _plain(*refusal, scope)(scope, receive, _with_headers(send))


def _plain(status: int, code: str, scope: Scope) -> PlainTextResponse:
    lang = language_asked(_headers(scope).get("accept-language", ""))
    return PlainTextResponse(text_of(code, lang=lang), status)


def _with_headers(send: Send) -> Send:
    ours = [(name.encode(), value.encode()) for name, value in HEADERS.items()]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *ours]}
        await send(message)

    return sending
