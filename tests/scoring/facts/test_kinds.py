"""What a product is, when its texts name several kinds of thing."""

from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product
from kwopt.scoring.facts.facts import ProductFacts, product_facts


def facts_of(title: str, *category: str) -> ProductFacts:
    """Return the facts of a product that states a title and a category."""
    return product_facts(Product(title=title, category=category), segmenter(SegmenterSpec()))


def test_category_of_alternatives_confirms_and_decides_nothing() -> None:
    """One of 蕾丝衫/雪纺衫 is the product's only if another text says so."""
    assert facts_of("长袖衬衫女", "蕾丝衫/雪纺衫").types == {"衬衫"}
    assert "雪纺衫" in facts_of("碎花雪纺衫女", "蕾丝衫/雪纺衫").types


def test_title_that_begins_with_what_it_fits_to_is_not_that() -> None:
    """A cable for a razor is no razor, even in the category of razors."""
    assert "剃须刀" not in facts_of("适用某某剃须刀车载充电器", "剃须刀").type_names


def test_category_of_sets_needs_a_title_that_speaks_of_one() -> None:
    """Sellers file single coats under sets; a coat and trousers are a set."""
    assert "运动套装" not in facts_of("加绒短款卫衣女", "运动套装").types
    assert "运动套装" in facts_of("加绒卫衣阔腿裤两件套", "运动套装").types


def test_warm_linings_and_knits_say_their_season() -> None:
    """Fleece is for the cold, and never for summer."""
    assert facts_of("加绒运动裤男").slots["season"] == {"秋", "冬"}


def test_open_range_of_ages_says_no_age() -> None:
    """17周岁以下 (up to 17) is a box that sellers of baby wear tick."""
    product = Product(title="婴儿爬服", attributes=(("适用年龄", "17周岁以下"),))
    assert product_facts(product, segmenter(SegmenterSpec())).slots["age"] == {"婴儿"}
