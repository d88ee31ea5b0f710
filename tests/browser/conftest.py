"""The page as people meet it: a server of its own, a real Chromium, and where its pictures are kept.

What costs most here is opening the page, so tests of a file share one where they can go on from one another.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.screen import PATIENCE, Screen

ROOT = Path(__file__).resolve().parent.parent.parent

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""Chromium without a sandbox (it runs as root in containers) that looks for no host but the page's."""

UPLOAD_MB = 4
"""Most that may be uploaded: more than the real table, less than what a test can write at once."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run browser tests last: a broken rule of scoring should not hide behind a slow page.

    Where several processes share the files, they come first: a long file at the end would be waited for.
    """
    shared = hasattr(config, "workerinput")
    items.sort(key=lambda item: ("tests/browser/" in item.nodeid) != shared)


def missing(reason: str) -> None:
    """Skip with a reason; fail where a browser is required."""
    if os.environ.get("KWOPT_REQUIRE_BROWSER") == "1":
        pytest.fail(f"KWOPT_REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return the system's Chromium; skips where there is none.

    One for each file: while Playwright runs, no other test of the process can run an event loop of its own.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        missing("this test needs a browser: install Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing('this test needs Playwright: pip install -e ".[test]"')
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def server_temp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder that the server takes for the system's temporary one: what it keeps can be looked at."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, server_temp: Path) -> Iterator[str]:
    """Start `kwopt serve` and return its address; told to end it must end by itself and leave no file."""
    try:
        import nicegui  # noqa: F401
    except ImportError:
        missing('this test needs the extra "web": pip install "kwopt[web]"')
    log = tmp_path_factory.mktemp("serve") / "stderr.txt"
    with log.open("wb") as told:
        command = ["serve", "--port", str(_free_port()), "--no-open", "--max-upload", str(UPLOAD_MB)]
        server = subprocess.Popen(
            [sys.executable, "-m", "kwopt", *command], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=told,
            env={**os.environ, "NO_COLOR": "1", "TMPDIR": str(server_temp)},
        )  # fmt: skip
    try:
        yield _announced(server, log)
    finally:
        server.terminate()
        server.wait(20)
    assert list(server_temp.iterdir()) == []
    assert "Traceback" not in log.read_text(encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def _announced(server: "subprocess.Popen[bytes]", log: Path) -> str:
    """Return the address that the server names once it answers."""
    for _ in range(PATIENCE // 100):
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text(encoding="utf-8"))
        if found:
            return found[0]
        if server.poll() is not None:
            break
        try:
            server.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError(f"no address was announced: {log.read_text(encoding='utf-8')}")


Open = Callable[..., Screen]
"""Opens the page: `open_page("zh", width=1280, height=900)`."""


class Visitors:
    """Opens the page for visitors of their own, and notes what their browsers complain of."""

    def __init__(self, browser: Any, address: str) -> None:
        self._browser, self._address = browser, address
        self._contexts: list[Any] = []
        self.complaints: list[str] = []

    def open(self, lang: str = "en", *, width: int = 1280, height: int = 900, **options: Any) -> Screen:
        """Return the page as a new visitor sees it."""
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )  # fmt: skip
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self._address)
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("console", self._heard)
        page.on("request", lambda request: self._sent(request.url))
        page.on("websocket", lambda opened: self._sent(opened.url.replace("ws:", "http:", 1)))
        page.goto(f"{self._address}/{lang}")
        screen = Screen(page, lang)
        screen.see("#try-sample, #results")
        return screen

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type} in the console: {message.text}")

    def _sent(self, url: str) -> None:
        if not url.startswith((f"{self._address}/", "data:", "blob:")):
            self.complaints.append(f"a request left the machine: {url}")

    def close(self) -> None:
        """End all visits; what browsers complained of fails the test."""
        for context in self._contexts:
            context.close()
        assert self.complaints == []


@pytest.fixture
def open_page(browser: Any, address: str) -> Iterator[Open]:
    """Return a function that opens the page for a visitor of its own; its complaints fail the test."""
    visitors = Visitors(browser, address)
    yield visitors.open
    visitors.close()


@pytest.fixture(scope="session")
def axe() -> Any:
    """Return the checker of accessibility; skips where it is not installed."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing('this test needs axe: pip install -e ".[test]"')
    return Axe()


@pytest.fixture(scope="session")
def artifacts() -> Path | None:
    """Folder in which screenshots are kept, `KWOPT_ARTIFACTS`; where it is not set none are taken."""
    named = os.environ.get("KWOPT_ARTIFACTS")
    if not named:
        return None
    folder = Path(named)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
