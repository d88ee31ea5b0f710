"""The server as a process: how it starts and ends, and what it answers to raw requests."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from kwopt.errors import SettingError
from kwopt.pages.web.options import ServeOptions
from kwopt.pages.web.serving.server import _listening, end_with_terminal

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Served:
    """A running server: its process, what it said, its port, and the folder for its temporary files."""

    process: "subprocess.Popen[str]"
    said: str
    port: int
    folder: Path

    def ended_by(self, number: int) -> tuple[int, str]:
        """Return exit code and last words after a signal."""
        self.process.send_signal(number)
        return self.process.wait(20), self.process.stderr.read()

    def answer(self, path: str, *, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
        """Return the answer to a request, its body read."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(
            method, path, headers={key.replace("_", "-"): value for key, value in headers.items()}
        )
        answer = connection.getresponse()
        answer.body = answer.read().decode()
        connection.close()
        return answer


def calm_environment() -> dict[str, str]:
    """Return the environment without what makes Python warn of libraries, before they say anything."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONWARNDEFAULTENCODING"}


def started(folder: Path, *options: str) -> "subprocess.Popen[str]":
    """Start a server whose temporary files lie in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "kwopt", "serve", "--no-open", "--lang", "en", *options],
        stderr=subprocess.PIPE, cwd=ROOT, encoding="utf-8", env=calm_environment() | {"TMPDIR": str(folder)},
    )  # fmt: skip


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Served]]:
    """Return two servers that were not told a port; they start side by side."""
    folders = [tmp_path_factory.mktemp(name) for name in ("one", "two")]
    processes = [started(folder) for folder in folders]
    try:
        yield [_served(process, folder) for process, folder in zip(processes, folders, strict=True)]
    finally:
        for process in processes:
            process.kill()
            process.wait()
            process.stderr.close()


def _served(process: "subprocess.Popen[str]", folder: Path) -> Served:
    said = process.stderr.readline()
    return Served(process, said, int(said.partition("http://127.0.0.1:")[2].partition("/")[0]), folder)


@pytest.fixture(scope="module")
def served(servers: list[Served]) -> Served:
    """Return a running server."""
    return servers[0]


def test_the_address_is_said_in_a_sentence(servers: list[Served]) -> None:
    """Each server says where it is, and takes the next port where the usual one is taken."""
    for server in servers:
        address = f"http://127.0.0.1:{server.port}/"
        assert server.said == f"kwopt is at {address} (open it in a browser; Ctrl-C ends it)\n"
    assert len({server.port for server in servers}) == len(servers)


def test_a_stated_port_that_is_taken_is_an_error(served: Served, tmp_path: Path) -> None:
    """A port that was asked for is not replaced silently, and nothing is left behind."""
    refused = started(tmp_path, "--port", str(served.port))
    assert refused.stderr.read() == (
        f"error: cannot listen at 127.0.0.1, port {served.port} (Address already in use); "
        "choose another with --host or --port\n"
    )
    refused.stderr.close()
    assert refused.wait(20) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_host_that_can_be_no_name_is_an_error() -> None:
    """A name that no computer can have is refused in the words of one that is not found."""
    refused = pytest.raises(SettingError, match=r"^cannot listen at a\.\.b, port 8477 \(Invalid argument\); ")
    with refused, _listening(ServeOptions(host="a..b")):
        pass


def test_only_this_computer_is_listened_to(served: Served) -> None:
    """The server is bound to the loopback: another address of this computer does not reach it."""
    with socket.socket() as caller, pytest.raises(OSError, match="refused"):
        caller.connect(("127.0.0.2", served.port))


def test_the_page_comes_in_the_language_asked_for(served: Served) -> None:
    """The root leads to the stated language; each page says its own, and loads nothing from elsewhere."""
    assert served.answer("/").headers["location"] == "/en"
    assert served.answer("/?lang=zh").headers["location"] == "/zh"
    assert served.answer("/?lang=//evil.example").headers["location"] == "/en"
    page = served.answer("/zh")
    assert page.status == 200
    assert '<html lang="zh-CN">' in page.body
    assert "<title>kwopt：关键词与标题</title>" in page.body
    assert "http://" not in page.body.replace("http://www.w3.org/", "")
    assert "https://" not in page.body


def test_refusals_are_sentences(served: Served) -> None:
    """Foreign names, foreign pages, other paths and large bodies are refused by the running server."""
    wrong = [
        served.answer("/zh", host="evil.example"),
        served.answer("/zh", origin="http://evil.example"),
        served.answer("/_nicegui/../../../etc/passwd"),
        served.answer("/_nicegui/client/x/upload/1", method="POST", content_length="9999999999"),
    ]
    assert [(answer.status, answer.body) for answer in wrong] == [
        (421, "This server does not answer to that name."),
        (403, "Only the page of this server itself may ask."),
        (404, "There is nothing here; the page is at /."),
        (413, "The request is too large."),
    ]
    assert all("default-src 'self'" in answer.headers["content-security-policy"] for answer in wrong)


@pytest.mark.parametrize(("origin", "status"), [
    ("http://127.0.0.1:{port}", "101"), ("http://evil.example", "403"), (None, "403"),
])  # fmt: skip
def test_websockets_are_for_our_page(served: Served, origin: str | None, status: str) -> None:
    """A websocket is opened for our own page, and for no other."""
    lines = [
        "GET /_nicegui_ws/socket.io/?EIO=4&transport=websocket HTTP/1.1", f"Host: 127.0.0.1:{served.port}",
        "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ]  # fmt: skip
    if origin:
        lines.append(f"Origin: {origin.format(port=served.port)}")
    with socket.create_connection(("127.0.0.1", served.port), 10) as caller:
        caller.sendall("\r\n".join([*lines, "", ""]).encode())
        assert caller.recv(100).decode().split()[1] == status


@pytest.mark.parametrize(("place", "number"), [(0, signal.SIGTERM), (1, signal.SIGINT)])
def test_the_end_wipes_all(servers: list[Served], place: int, number: int) -> None:
    """Ctrl-C and a signal to end wipe the folder, which only its user could enter, and exit with 0."""
    server = servers[place]
    (folder,) = server.folder.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert server.ended_by(number) == (0, "ended; uploaded files are wiped\n")
    assert list(server.folder.iterdir()) == []


@pytest.mark.skipif(
    not hasattr(signal, "SIGHUP"), reason="this system's terminals send no signal when they close"
)
def test_a_closed_terminal_ends_the_server_in_order() -> None:
    """The signal of a closed terminal asks the server to end, as Ctrl-C does."""
    earlier = signal.getsignal(signal.SIGHUP)
    server = uvicorn.Server(uvicorn.Config("nothing:app"))
    end_with_terminal(server)
    signal.raise_signal(signal.SIGHUP)
    signal.signal(signal.SIGHUP, earlier)
    assert server.should_exit


def test_without_nicegui_there_is_a_sentence() -> None:
    """Where the extra is not installed, the command says how to install it."""
    hidden = (
        "import sys, importlib.util as found; looked = found.find_spec\n"
        "found.find_spec = lambda name, *rest: None if name == 'nicegui' else looked(name, *rest)\n"
        "from kwopt.cli.main import cli; cli(['serve', '--lang', 'en'])"
    )
    run = subprocess.run(
        [sys.executable, "-c", hidden], capture_output=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert (run.returncode, run.stderr) == (
        1, 'error: the page needs NiceGUI; install it with: pip install "kwopt[web]"\n',
    )  # fmt: skip


def test_the_web_process_computes_nothing() -> None:
    """What serves the page loads neither pandas nor scikit-learn: it is up within a second or two."""
    statement = (
        "import sys, kwopt.pages.web.serving.application, kwopt.pages.web.serving.server\n"
        "print([name for name in ('pandas', 'sklearn', 'scipy', 'plotly', 'jieba') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", statement], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == "[]\n"
