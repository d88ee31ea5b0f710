"""The page of figures: what each means and how it is reckoned, with the settings that hold unless stated."""

from docs.generate.markdown import page, plain, words
from kwopt.locales import Lang
from kwopt.pages.definitions import Definition, definitions


def figures_page(lang: Lang) -> str:
    """Return the page of all defined figures, in the groups that the report has."""
    own = words(lang)
    groups = [
        part
        for group in definitions(lang)
        for part in (f"## {plain(group.heading)}", *map(_defined, group.definitions))
    ]
    return page(own["figures_title"], own["figures_intro"], *groups)


def _defined(item: Definition) -> str:
    return f"### {plain(item.term)}\n\n{plain(item.text)}"
