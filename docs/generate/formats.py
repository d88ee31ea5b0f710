"""The page of known exports: what `kwopt inspect --known` lists, with where each was read."""

from docs.generate.markdown import page, plain, table, words
from kwopt.cli.views.known import known_formats
from kwopt.locales import Lang


def formats_page(lang: Lang) -> str:
    """Return the page of the exports that are known."""
    own = words(lang)
    rows = [
        [plain(item["name"]), item["date"], item["grade"], plain(item["source"])]
        for item in known_formats(lang)
    ]
    header = [own["format"], own["date"], own["grade"], own["source"]]
    return page(own["formats_title"], own["formats_intro"], table(header, rows))
