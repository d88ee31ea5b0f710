"""What stands before every request: names, origins, paths, sizes, and what browsers are told."""

import asyncio
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from kwopt.pages.web.serving.guard import FORM_ROOM, SMALL_BODY, Guard

LIMIT = 3 * 2**20
UPLOAD = "/_nicegui/client/0a/upload/7"


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the length of the body and the headers that arrived."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    request = Request(scope, receive)
    body = await request.body()
    await PlainTextResponse(f"{len(body)} {request.headers.get('x-forwarded-prefix')}")(scope, receive, send)


def answered(
    path: str = "/zh", *, kind: str = "http", method: str = "GET", body: tuple[int, ...] = (0,),
    only_here: bool = True, **headers: str,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return what the guard sends for a request; `body` holds the sizes of its pieces."""
    sent: list[dict[str, Any]] = []
    pieces = iter([*body, None])
    named = {"host": "127.0.0.1:8477", **{key.replace("_", "-"): value for key, value in headers.items()}}

    async def receive() -> dict[str, Any]:
        size = next(pieces)
        return {"type": "http.request", "body": b"x" * (size or 0), "more_body": size is not None}

    async def send(message: Any) -> None:
        sent.append(message)

    guard = Guard(page, names={"localhost", "kwopt.example"}, only_here=only_here, max_upload=LIMIT)
    scope = {
        "type": kind, "path": path, "method": method, "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }  # fmt: skip
    asyncio.run(guard(scope, receive, send))
    return sent


def status(*args: Any, **request: Any) -> int:
    """Return the status that a request gets."""
    found: int = answered(*args, **request)[0]["status"]
    return found


@pytest.mark.parametrize("host", [
    "127.0.0.1:8477", "127.0.0.1", "localhost:8477", "LocalHost:9000", "[::1]:8477", "kwopt.example",
])  # fmt: skip
def test_our_names_are_answered(host: str) -> None:
    """The loopback is ours by number and by name, whatever port leads there."""
    assert status(host=host) == 200


@pytest.mark.parametrize("host", [
    "evil.example", "evil.example:8477", "127.0.0.1.evil.example", "localhost.evil.example", "", "192.0.2.7",
    "127.0.0.1@evil.example", "[::1", "evil.example#localhost", "127.0.0.1,evil.example",
])  # fmt: skip
def test_other_names_are_refused(host: str) -> None:
    """A foreign name that leads here (DNS rebinding) gets nothing."""
    assert status(host=host) == 421


def test_addresses_of_the_network_are_ours_where_we_listen_to_it() -> None:
    """A server for the network is called by the machine's address; a foreign name is refused there too."""
    assert status(host="192.0.2.7:8477", only_here=False) == 200
    assert status(host="evil.example", only_here=False) == 421


@pytest.mark.parametrize("origin", [
    "http://evil.example", "null", "http://127.0.0.1:3000", "http://localhost:8477", "http://127.0.0.1:8477.evil.example",
    "http://[", "",
])  # fmt: skip
def test_other_pages_are_refused(origin: str) -> None:
    """Neither requests nor websockets of another page pass, not even of another port of this machine."""
    assert status(UPLOAD, method="POST", origin=origin) == 403
    assert answered("/_nicegui_ws/socket.io/", kind="websocket", origin=origin) == [
        {"type": "websocket.close", "code": 1008}
    ]


def test_our_page_passes() -> None:
    """Requests and websockets of our own page are answered."""
    assert status(UPLOAD, method="POST", origin="http://127.0.0.1:8477") == 200
    opened = answered("/_nicegui_ws/socket.io/", kind="websocket", origin="http://127.0.0.1:8477")
    assert opened == [{"type": "websocket.accept"}]


def test_websockets_without_an_origin_are_refused() -> None:
    """Browsers always say which page opens a websocket."""
    assert answered("/_nicegui_ws/socket.io/", kind="websocket")[0]["type"] == "websocket.close"


def test_links_from_other_pages_lead_here_and_nothing_else_does() -> None:
    """A click on a link elsewhere opens the page; a picture or a script of ours cannot be used elsewhere."""
    assert status(sec_fetch_site="cross-site", sec_fetch_mode="navigate") == 200
    assert status(sec_fetch_site="cross-site", sec_fetch_mode="no-cors") == 403
    assert status(sec_fetch_site="same-site", sec_fetch_mode="cors") == 403


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/../etc/passwd", "/zh/../../etc", "/_nicegui", "/docs", "/zh/"]
)
def test_other_paths_have_nothing(path: str) -> None:
    """There is one screen; any other path ends here."""
    assert status(path) == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(method: str) -> None:
    """Nothing here is put or deleted."""
    assert status(method=method) == 405


def test_stated_sizes_are_believed_where_they_are_too_large() -> None:
    """A body that says that it is too large is not read."""
    assert status(UPLOAD, method="POST", content_length=str(LIMIT + FORM_ROOM)) == 200
    assert status(UPLOAD, method="POST", content_length=str(LIMIT + FORM_ROOM + 1)) == 413
    assert status("/_nicegui_ws/socket.io/", method="POST", content_length=str(SMALL_BODY + 1)) == 413
    assert status(UPLOAD, method="POST", content_length="-1") == 413
    assert status(UPLOAD, method="POST", content_length="1,1") == 413


def test_bodies_are_counted_whatever_they_say() -> None:
    """A body without a length, or longer than it said, is cut off at the limit."""
    fits, more = (LIMIT, FORM_ROOM), (LIMIT, FORM_ROOM, 1)
    assert answered(UPLOAD, method="POST", body=fits)[1]["body"] == f"{LIMIT + FORM_ROOM} None".encode()
    assert status(UPLOAD, method="POST", body=more) == 413
    assert status(UPLOAD, method="POST", body=more, content_length="10") == 413
    assert status("/_nicegui/client/0a/other", method="POST", body=(SMALL_BODY, 1)) == 413


def test_who_leaves_while_sending_is_no_fault() -> None:
    """A tab that is closed in the midst of an upload ends the request, without an answer or a traceback."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    guard = Guard(page, names={"localhost"}, only_here=True, max_upload=LIMIT)
    scope = {
        "type": "http", "path": UPLOAD, "method": "POST", "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-length", b"5")],
    }  # fmt: skip
    asyncio.run(guard(scope, receive, send))
    assert sent == []


def test_browsers_are_told_what_they_may_do() -> None:
    """Every answer, refusals too, says: only from here, in no frame, no guessing of kinds."""
    for request in ({}, {"host": "evil.example"}):
        told = {name.decode(): value.decode() for name, value in answered(**request)[0]["headers"]}
        assert "default-src 'self';" in told["content-security-policy"]
        assert "frame-ancestors 'none'" in told["content-security-policy"]
        assert "http" not in told["content-security-policy"]
        assert (told["x-content-type-options"], told["x-frame-options"]) == ("nosniff", "DENY")


def test_nothing_is_believed_of_proxies() -> None:
    """Headers that only a proxy may set do not reach the page: it would put them into its links."""
    assert answered(x_forwarded_prefix="//evil.example")[1]["body"] == b"0 None"


def test_refusals_speak_the_browsers_language() -> None:
    """A refusal is a sentence in the language that the browser prefers."""
    refused = answered("/nowhere", accept_language="zh-CN,zh;q=0.9")
    assert refused[1]["body"].decode() == "这里什么也没有；页面在 /。"
