"""How fast the page answers, measured in the browser on the real table of 39,360 keywords.

    python benchmarks/page.py [--products 3] [--keys 60]

start       from the command to the address that is announced, and to a page that can be used
proposals   from the end of the upload (its last byte was answered) to the first title on the screen; the
            product was filled in before, so this is reading, scoring and composing
key         from the event of a key in the title editor to the frame with the counter that counts it, which
            comes with its reach in one change: while titles are still being proven in a second worker, and at
            rest. A key that was passed over by a newer one counts until the counter holds it
sort        from the click on a heading of the keywords to the new order on the screen
filter      from the last key of a search to the rows that it leaves, the pause of the field included
memory      of the web process, and of the workers of all visits so far, as a closed visit is kept for some
            minutes; each page of memory is counted once (PSS, Linux)

Products are data/qipao.toml and the first of products_taobao.jsonl that sell what `SOLD` names. Keys are
typed at a fast typist's pace. Times are the browser's own (performance.now); each product has a browser
context of its own. Needs Chromium, NiceGUI and Playwright: pip install -e ".[web,test]".
"""

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from memory import below, proportional_set_size
from playwright.sync_api import Page, sync_playwright
from real_data import TABLE, product_of, product_records

OWN = Path(__file__).resolve().parent.parent / "data" / "qipao.toml"
SOLD = ("旗袍", "连衣裙", "运动鞋", "牛仔裤", "手表")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
FIRST_PROPOSALS_AIM = 3.0
"""Seconds until the first proposals."""
KEY_AIM = 100.0
"""Milliseconds until a key is answered."""
PACE = 150.0
"""Milliseconds between two keys: eighty words a minute in English, faster than anybody types hanzi."""
PATIENCE = 120_000.0  # ms for any one thing
FAST = 0.05  # s between two looks at a log

WATCH = """() => {
  const upload = (entry) => entry.name.includes("/upload/") && (window.uploaded = entry.responseEnd);
  new PerformanceObserver((list) => list.getEntries().forEach(upload)).observe({ type: "resource" });
  window.proposed = null;
  new MutationObserver(() => {
    if (document.querySelector("#title-copy-1")) window.proposed ??= performance.now();
  }).observe(document.body, { childList: true, subtree: true });
}"""
"""Notes when an upload was answered, and when the first title stood there."""

KEYS = """() => {
  const width = (text) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0) > 0xff ? 2 : 1), 0);
  const editor = document.querySelector("#title-editor"), waiting = [];
  window.answered = [];
  editor.addEventListener("input", () => waiting.push([width(editor.value), performance.now()]), true);
  new MutationObserver(() => {
    const shown = parseInt(document.querySelector("#title-counter").textContent);
    while (waiting.length && waiting[0][0] <= shown) {
      const begun = waiting.shift()[1];
      requestAnimationFrame(() => window.answered.push(performance.now() - begun));
    }
  }).observe(document.querySelector("#title-figures"), { subtree: true, childList: true, characterData: 1 });
}"""
"""Notes how long after each key the counter counts it; the text only grows while it is watched."""

CHANGED = """(change) => new Promise((done) => {
  const rows = () => document.querySelector("#keywords-table tbody").textContent, before = rows();
  const begun = performance.now();
  const look = () => rows() === before ? requestAnimationFrame(look) : done(performance.now() - begun);
  change.search === null ? document.querySelector(change.press).click() : null;
  if (change.search !== null) {
    const field = document.querySelector("#keywords-search");
    field.value = change.search;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  look();
})"""
"""Changes sorting or search of the keywords; returns milliseconds until other rows are there."""


@dataclass(frozen=True)
class Measured:
    """What one product's walk took: seconds, and lists of milliseconds."""

    label: str
    eligible: str
    proposals: float
    keys_proving: tuple[float, ...]
    keys_resting: tuple[float, ...]
    sorts: tuple[float, ...]
    searches: tuple[float, ...]


def products(most: int, folder: Path) -> list[tuple[str, Path]]:
    """Return names and files of the products to walk with."""
    found, records = [("qipao.toml", OWN)], product_records()
    for place, sold in enumerate(SOLD[:most]):
        number, record = next(pair for pair in enumerate(records) if sold in pair[1]["title"])
        product = product_of(record)
        path = folder / f"{place}.json"
        said = {"title": product.title, "category": product.category, "attributes": product.attributes}
        path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        found.append((f"record {number} ({sold})", path))
    return found


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int, float]]:
    """Serve the page; yields its address, its process, and the seconds until it was announced."""
    log, begun = folder / "serve.txt", time.perf_counter()
    with log.open("wb") as told:
        command = [sys.executable, "-m", "kwopt", "serve", "--no-open"]
        server = subprocess.Popen(command, stderr=told, stdout=subprocess.DEVNULL)
    try:
        while not (found := re.search(r"http://[\d.]+:\d+", log.read_text(encoding="utf-8"))):
            if server.poll() is not None:
                raise SystemExit(log.read_text(encoding="utf-8"))
            time.sleep(FAST)
        yield found[0], server.pid, time.perf_counter() - begun
    finally:
        server.terminate()
        server.wait()


def walk(page: Page, address: str, label: str, product: Path, keys: int) -> Measured:
    """Import a product, upload the table, write by hand, sort and search; return what each took."""
    page.goto(f"{address}/en")
    page.locator("#product-upload input[type=file]").set_input_files(product)
    page.wait_for_function(
        "document.querySelector('#product-title').value || document.querySelector('#product-name').value"
    )
    page.evaluate(WATCH)
    page.locator("#table-upload input[type=file]").set_input_files(TABLE)
    page.wait_for_function("window.proposed !== null && window.uploaded")
    page.locator("#title-counter").wait_for()
    proposals = float(page.evaluate("window.proposed - window.uploaded")) / 1000
    proving = typed(page, keys)
    page.wait_for_function("!document.querySelector('#cancel')?.checkVisibility()")
    resting = typed(page, keys)
    page.locator("#tab-keywords").click()
    page.locator("#keywords-table tbody tr").first.wait_for()
    columns = ("search_volume", "keyword", "listing_count", "rank")
    sorts = [changed(page, press=f"#sort-{column}") for column in columns]
    searches = [changed(page, search=text) for text in ("女", "女夏", "")]
    head = page.locator("#keywords-classes").inner_text().replace("\n", " ")
    return Measured(label, head, proposals, proving, resting, tuple(sorts), tuple(searches))


def typed(page: Page, keys: int) -> tuple[float, ...]:
    """Type the first proposal into the empty editor, as often as it takes; return milliseconds a key."""
    text = page.locator("#title-text-1").inner_text()
    editor, times = page.locator("#title-editor"), []
    while len(times) < keys:
        editor.fill("")
        page.wait_for_function("parseInt(document.querySelector('#title-counter').textContent) === 0")
        page.evaluate(KEYS)
        editor.press_sequentially(text, delay=PACE)
        page.wait_for_function("(keys) => window.answered.length >= keys", arg=len(text))
        times += page.evaluate("window.answered")
    return tuple(times)


def changed(page: Page, *, press: str = "", search: str | None = None) -> float:
    """Return milliseconds until a change of order or search is shown."""
    return float(page.evaluate(CHANGED, {"press": press, "search": search}))


def held(server: int) -> tuple[float, float]:
    """Return megabytes of a process, and of all that descend from it."""
    own, *workers = below(server)
    return proportional_set_size(own), sum(map(proportional_set_size, workers))


def lines(found: Measured) -> list[str]:
    """Return one product's measurements as text."""
    late = "" if found.proposals <= FIRST_PROPOSALS_AIM else "  MISSED"
    return [
        f"{found.label}: {found.eligible}",
        f"  first proposals {found.proposals:.2f} s after the upload (aim {FIRST_PROPOSALS_AIM:.0f} s){late}",
        f"  key to counter and reach, while proving: {spread(found.keys_proving)}",
        f"  key to counter and reach, at rest:       {spread(found.keys_resting)}",
        f"  keywords: sort {named(found.sorts)}; search {named(found.searches)}",
    ]  # fmt: skip


def spread(times: Sequence[float]) -> str:
    """Return median and 95th percentile, and whether the aim was reached."""
    worst = statistics.quantiles(times, n=20, method="inclusive")[-1]
    reached = "" if worst <= KEY_AIM else " MISSED"
    return f"median {statistics.median(times):.0f} ms, 95 % {worst:.0f} ms (aim {KEY_AIM:.0f}){reached}"


def named(times: Sequence[float]) -> str:
    """Return times in the order in which they were taken."""
    return ", ".join(f"{value:.0f}" for value in times) + " ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--products", type=int, default=3, help="real products besides the packaged one")
    parser.add_argument("--keys", type=int, default=60, help="keys typed a product, twice")
    asked = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        browser = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        with served(folder) as (address, process, started):
            begun = time.perf_counter()
            first = browser.new_page()
            first.goto(f"{address}/en")
            first.locator("#try-sample").wait_for()
            opened = time.perf_counter() - begun
            print(f"start: address after {started:.2f} s, first page {opened:.2f} s later")
            first.close()
            for visits, (label, product) in enumerate(products(asked.products, folder), start=2):
                context = browser.new_context()
                context.set_default_timeout(PATIENCE)
                print("\n".join(lines(walk(context.new_page(), address, label, product, asked.keys))))
                web, workers = held(process)
                print(f"  memory: web process {web:.0f} MB, workers of {visits} visits {workers:.0f} MB")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
