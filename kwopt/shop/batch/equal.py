"""Rows of a catalog that state the same facts: one thing, to be listed once (重复铺货: listed again)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kwopt.models import Notice
from kwopt.products.catalog_reader import CatalogRow
from kwopt.shop.batch.work import key_of


def equal_products(rows: Iterable[CatalogRow]) -> list[Notice]:
    """Return that products differ in nothing but their ids, where some do: unlike titles do not help them.

    >>> from kwopt.products.catalog import read_catalog
    >>> catalog = read_catalog([{"id": "a", "title": "旗袍"}, {"id": "b", "title": "旗袍"}])
    >>> [notice.params for notice in equal_products(catalog.rows)]
    [{'count': 2, 'things': 1}]
    """
    products = (row.product for row in rows if row.product is not None)
    facts = Counter(key_of(replace(product, product_id=None)) for product in products)
    shared = [count for count in facts.values() if count > 1]
    told = {"count": sum(shared), "things": len(shared)}
    return [Notice("shop.same_facts", "warning", told)] if shared else []
