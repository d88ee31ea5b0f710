"""Pages of the reference that are made from the code and its data, so that no fact is written twice.

    python -m docs.generate       write them again

They are kept in the repository, where a code host shows them; a test holds them equal to what is made here.
`PAGES` names every page and the function that makes it in a language.
"""

from collections.abc import Callable, Mapping

from docs.generate.columns import columns_page
from docs.generate.commands import commands_page
from docs.generate.figures import figures_page
from docs.generate.formats import formats_page
from docs.generate.law import law_page
from docs.generate.marketplaces import marketplaces_page
from kwopt.locales import LANGUAGES, Lang

PAGES: Mapping[str, Callable[[Lang], str]] = {
    "reference/commands.md": commands_page,
    "reference/columns.md": columns_page,
    "reference/figures.md": figures_page,
    "reference/formats.md": formats_page,
    "reference/marketplaces.md": marketplaces_page,
    "reference/law.md": law_page,
}
"""What makes each page, by its path in the folder of a language."""


def generated() -> dict[str, str]:
    """Return the text of every page, by its path in `docs`."""
    return {f"{lang}/{path}": page(lang) for lang in LANGUAGES for path, page in PAGES.items()}
