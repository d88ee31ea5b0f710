"""Demand shared out among the products of a shop: titles that are worth most together, with a bound.

From the titles composed alone; `worth` states what is sought, `ascent` how better titles are found, `prices`
why the bound holds. Parts of a shop are worked on apart, each against what the others earn now, so that an
engine may do it in several processes; what they propose is taken in a fixed order, and only if the shop
gains by it. So F never falls, and the titles are the same whatever engine does the work.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kwopt.errors import TitleError
from kwopt.models import Settings, Title
from kwopt.rules import Marketplace
from kwopt.rules import marketplace as marketplace_named
from kwopt.runs.engines import Engine, InProcess
from kwopt.shop.allocation.records import AllocatedTitle, Allocation, AllocationRules, ShopProduct
from kwopt.shop.allocation.shop import Shop
from kwopt.shop.allocation.shopbound import shop_bound
from kwopt.shop.allocation.standing import Standing, Work


def allocate(
    products: Sequence[ShopProduct],
    *,
    marketplace: str | Marketplace = "taobao",
    settings: Settings | None = None,
    rules: AllocationRules | None = None,
    engine: Engine | None = None,
) -> Allocation:
    """Share the demand of a shop out among its products.

    Parameters
    ----------
    products
        With the titles composed for each alone, by the same marketplace and settings.
    engine
        What works on parts; in this process unless given. Titles do not depend on it.

    Returns
    -------
    Allocation
        A title of each product, in the order given, and what they are worth together.

    Raises
    ------
    TitleError
        If two products have the same key.

    Examples
    --------
    Two products that are alike but for one fact, and keywords of both.

    >>> import pandas as pd
    >>> from kwopt.models import Product
    >>> from kwopt.scoring import score_keywords
    >>> from kwopt.titles import compose_titles
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> product = Product(name="改良旗袍", attributes={"袖长": "短袖"})
    >>> scored = score_keywords(table, product)
    >>> title = compose_titles(scored, product)[0]
    >>> shop = allocate([ShopProduct.of(key, product, scored, title) for key in ("1", "2")])
    >>> shop.value <= shop.bound, len(shop.near_alone)
    (True, 1)
    """
    keys = Counter(product.key for product in products)
    if twice := sorted(key for key, count in keys.items() if count > 1):
        raise TitleError("allocation.same_keys", count=len(twice), keys=twice)
    work = Work(marketplace_named(marketplace), settings or Settings(), rules or AllocationRules())
    shop = Shop(products, work)
    before = shop.standings()
    working = engine or InProcess()
    shop.improve(working)
    bound = shop_bound(shop, working)
    return _allocation(shop, before, bound)


def _held_against_alone(title: Title | None, product: ShopProduct) -> Title | None:
    """Return a new title with what it costs against the title alone, which is the product's best."""
    if title is None or product.value <= 0:
        return title
    return replace(title, cost_against_best=max(0.0, 1.0 - title.value / product.value))


def _allocation(shop: Shop, before: Sequence[Standing], bound: float) -> Allocation:
    """Return the titles with what they and their shop are worth, before and after."""
    after, adds, focus = shop.standings(), shop.adds(), shop.focus()
    value, coverage, near = shop.worth.value, shop.worth.coverage, shop.titles.pairs()
    shop.put_all(before)
    keys = [product.key for product in shop.products]
    return Allocation(
        titles=tuple(
            AllocatedTitle(
                key=product.key,
                title=_held_against_alone(standing.title, product),
                text=standing.text,
                focus=keywords,
                value_alone=product.value,
                value=standing.value,
                adds_alone=added_alone,
                adds=added,
            )
            for product, standing, keywords, added_alone, added in zip(
                shop.products, after, focus, shop.adds(), adds, strict=True
            )
        ),
        value_alone=shop.worth.value,
        value=value,
        coverage_alone=shop.worth.coverage,
        coverage=coverage,
        bound=max(bound, value),
        near_alone=tuple((keys[one], keys[other]) for one, other in shop.titles.pairs()),
        near=tuple((keys[one], keys[other]) for one, other in near),
        rules=shop.work.rules,
    )
