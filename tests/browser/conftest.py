"""The page as people meet it: a server of its own, a real Chromium, and where its pictures are kept."""

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

ROOT = Path(__file__).resolve().parent.parent.parent

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""Chromium without a sandbox (it runs as root in containers) that looks for no host but the page's."""

PATIENCE = 20_000
"""Milliseconds that a slow machine may take for any one thing: no test is timed."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests last: a broken rule of scoring should not hide behind a slow page."""
    items.sort(key=lambda item: "tests/browser/" in item.nodeid)


def missing(reason: str) -> None:
    """Skip with a reason; fail where a browser is required."""
    if os.environ.get("KWOPT_REQUIRE_BROWSER") == "1":
        pytest.fail(f"KWOPT_REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return the system's Chromium; skips where there is none."""
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
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start `kwopt serve` and return its address; it must end by itself when it is told to."""
    pytest.importorskip("nicegui", reason='needs the extra "web": pip install "kwopt[web]"')
    log = tmp_path_factory.mktemp("serve") / "stderr.txt"
    with log.open("wb") as told:
        command = ["serve", "--port", str(_free_port()), "--no-open", "--lang", "en"]
        server = subprocess.Popen(
            [sys.executable, "-m", "kwopt", *command], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=told,
            env={**os.environ, "NO_COLOR": "1"},
        )  # fmt: skip
    try:
        yield _announced(server, log)
    finally:
        server.terminate()
        server.wait(20)


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


Open = Callable[..., Any]
"""Opens the page: `open_page(lang="zh", width=1280, height=900)`."""


@pytest.fixture
def open_page(browser: Any, address: str) -> Iterator[Open]:
    """Return a function that opens the page for a visitor of its own; its complaints fail the test."""
    contexts, complaints = [], []

    def opened(lang: str = "en", *, width: int = 1280, height: int = 900, **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, **options
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.on("request", lambda request: _check_local(request.url, address, complaints))
        page.goto(f"{address}/?lang={lang}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


def _check_local(url: str, address: str, complaints: list[str]) -> None:
    if not url.startswith((address, "data:", "blob:")):
        complaints.append(f"a request left the machine: {url}")


@pytest.fixture(scope="session")
def artifacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder in which screenshots are kept: `KWOPT_ARTIFACTS`, else a temporary one."""
    named = os.environ.get("KWOPT_ARTIFACTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("artifacts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
