"""The page's one screen as a person uses it: what can be done there, and what it shows then."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kwopt.messages import message

TABS = ("titles", "keywords", "pictures", "bids", "downloads")

PATIENCE = 30_000
"""Milliseconds that a slow machine may take for any one thing: no test is timed."""

Rows = Sequence[Sequence[str]]


class Screen:
    """One visitor's page, and the language that it is in."""

    def __init__(self, page: Any, lang: str) -> None:
        self.page = page
        self.lang = lang

    def say(self, code: str, /, **params: Any) -> str:
        """Return the sentence that the page has for a message code."""
        return message(code, params, self.lang)

    def see(self, selector: str, text: "str | re.Pattern[str] | None" = None) -> Any:
        """Wait until something is shown, and, if stated, until it has a text; return its place."""
        from playwright.sync_api import expect

        place = self.page.locator(selector).first
        place.wait_for()
        if text is not None:
            expect(place).to_contain_text(text, timeout=PATIENCE)
        return place

    def gone(self, selector: str) -> None:
        """Wait until something is not shown."""
        self.page.locator(selector).first.wait_for(state="hidden")

    def wait(self, condition: str, value: Any = None) -> None:
        """Wait until a function of the browser holds for a value."""
        self.page.wait_for_function(condition, arg=value)

    def press(self, selector: str) -> None:
        """Click what can be clicked."""
        self.page.locator(selector).first.click()

    def upload(self, *paths: Path) -> None:
        """Choose keyword tables."""
        self.page.locator("#table-upload input[type=file]").set_input_files([str(path) for path in paths])

    def write_and_upload(self, path: Path, rows: Rows) -> None:
        """Write rows as a CSV file without quotes, and choose it."""
        path.write_text("".join(f"{','.join(row)}\n" for row in rows), encoding="utf-8")
        self.upload(path)

    def fill(self, **fields: str) -> None:
        """Type into the product's form."""
        for name, text in fields.items():
            self.page.locator(f"#product-{name.replace('_', '-')}").fill(text)

    def try_sample(self) -> None:
        """Fill in the sample, and wait for titles that are final."""
        self.press("#try-sample")
        self.see_titles()
        self.see_proof()

    def see_titles(self) -> None:
        """Wait for the first proposals."""
        self.see("#title-copy-1")

    def see_proof(self) -> None:
        """Wait until proposals are final, and nothing is under way."""
        self.see("#titles-state", self.say("page_titles.proved"))
        self.gone("#cancel")

    def open_folds(self) -> None:
        """Open whatever is folded."""
        self.page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")

    def open_tab(self, name: str) -> None:
        """Open a tab, and wait for what it is opened for."""
        self.press(f"#tab-{name}")
        self.see({
            "titles": "#title-copy-1", "keywords": "#keywords-table tbody tr", "pictures": ".main-svg",
            "bids": "#bids-table tbody tr", "downloads": "#download-everything_zip",
        }[name])  # fmt: skip

    def title(self, rank: int = 1) -> str:
        """Return the text of a proposal."""
        return str(self.page.locator(f"#title-text-{rank}").inner_text())

    def titles(self) -> list[str]:
        """Return the texts of all proposals."""
        return [str(text) for text in self.page.locator("[id^=title-text-]").all_inner_texts()]

    def write_title(self, text: str) -> None:
        """Put a text into the editor, as pasting it does."""
        self.page.locator("#title-editor").fill(text)

    def edited(self) -> str:
        """Return the text in the editor."""
        return str(self.page.locator("#title-editor").input_value())

    def see_width(self, width: int) -> None:
        """Wait until the counter shows a width."""
        self.see("#title-counter", re.compile(rf"^{width}\D"))

    def reach(self) -> float:
        """Return the share, in percent, that the edited title reaches."""
        return _percent(self.page.locator("#title-reach").inner_text())

    def clipboard(self) -> str:
        """Return what was copied."""
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    def download(self, kind: str, folder: Path) -> Path:
        """Download a file of the tab of downloads; return where it was saved, under its own name."""
        with self.page.expect_download() as waited:
            self.press(f"#download-{kind}")
        path = folder / waited.value.suggested_filename
        waited.value.save_as(path)
        return path

    def everything(self) -> str:
        """Return all text on the screen, in fields too."""
        fields = "[...document.querySelectorAll('input, textarea')].map((field) => field.value).join('\\n')"
        return str(self.page.evaluate(f"document.body.innerText + '\\n' + {fields}"))

    def picture(self, folder: Path | None, name: str) -> None:
        """Keep a screenshot of the whole page, if there is a folder for it."""
        if folder is not None:
            self.page.screenshot(path=folder / f"{name}.{self.lang}.png", full_page=True)


def _percent(text: str) -> float:
    found = re.search(r"([\d.]+)%", text)
    assert found, text
    return float(found[1])
