"""The orders `product`, `catalog`, `sample`: a product checked, read from a file, or the packaged one."""

from pathlib import PurePath

from kwopt.errors import ProductError
from kwopt.locales import Lang
from kwopt.models import Product
from kwopt.pages.bench.form import Content, content_of, product_of
from kwopt.pages.bench.named_files import named_file
from kwopt.pages.bench.state import Bench
from kwopt.pages.bench.wording import notice_records
from kwopt.payloads import Document, product_document
from kwopt.products import product_notices, read_product
from kwopt.products.parsers import PARSERS
from kwopt.resources.samples import SAMPLE_DAY, SAMPLES, sample
from kwopt.shop.batch.catalogs import read_catalog_file


def product(
    _bench: Bench,
    *,
    content: Content | None = None,
    path: str | None = None,
    name: str | None = None,
    lang: Lang = "en",
) -> Document:
    """Return a product out of a form's content, or out of an uploaded product file.

    Raises
    ------
    ProductError
        If it cannot be understood; a value of the form names its field in `params["form_field"]`.
    """
    if path is None:
        found = product_of(content or {}, lang)
    else:
        found = read_product(named_file({"path": path, "name": name or path}))
    return _described(found, lang)


def _described(found: Product, lang: Lang) -> Document:
    return {
        "product": product_document(found),
        "content": content_of(found, lang),
        "notices": notice_records(product_notices(found), lang),
    }


def catalog(_bench: Bench, *, path: str, name: str, lang: Lang = "en") -> Document:
    """Return the products of an uploaded file: a catalog in any format, or a file of one product.

    Returns
    -------
    dict
        `products`: label, row and form content of each; `failed`: the rows that could not be read, with
        the sentence of each; `notices`.

    Raises
    ------
    TableError, ProductError
        If the file cannot be read at all.
    """
    if PurePath(name).suffix.lower() in PARSERS:
        one = _single(path, name)
        if one is not None:
            return {"products": [_entry(one, None, lang)], "failed": [], "notices": []}
    read = read_catalog_file(named_file({"path": path, "name": name})).catalog
    return {
        "products": [_entry(row.product, row.row, lang) for row in read.rows if row.product is not None],
        "failed": notice_records(read.errors, lang),
        "notices": notice_records(read.notices, lang),
    }


def _single(path: str, name: str) -> Product | None:
    """Return the product of a product file; None where the file is a list of several in JSON.

    Raises
    ------
    ProductError
        If the file holds one product, which cannot be read.
    """
    try:
        return read_product(named_file({"path": path, "name": name}))
    except ProductError as error:
        if error.code == "products.not_a_table" and PurePath(name).suffix.lower() == ".json":
            return None
        raise


def _entry(found: Product, row: int | None, lang: Lang) -> Document:
    return {"label": found.label, "row": row, "content": content_of(found, lang)}


def sample_of(_bench: Bench, *, name: str = "qipao", lang: Lang = "en") -> Document:
    """Return the packaged sample: sources for `read`, form content, marketplace, and its day."""
    table = sample(f"{name}_keywords.csv")
    return {
        "sources": [{"path": str(table), "name": table.name}],
        "content": content_of(read_product(sample(f"{name}.toml")), lang),
        "marketplace": SAMPLES[name],
        "as_of": SAMPLE_DAY.isoformat(),
    }
