"""What a product calls itself: brand, series, head noun, forms, and what of a data sheet is for buyers."""

from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product
from kwopt.scoring.facts.facts import product_facts
from kwopt.titles.problem.records import Demand
from kwopt.titles.words.spaced_product import MOST_OF_A_SELLER, SpacedProduct


def own_words(product: Product, *typed: str) -> SpacedProduct:
    """Return a product in its own words; what is typed is worth one each."""
    cut = segmenter(SegmenterSpec())
    demands = [Demand(text, tuple(cut.words(text)), 1.0) for text in typed]
    return SpacedProduct(product, product_facts(product, cut), demands)


def test_the_stated_brand_comes_first_and_a_listed_one_is_read_from_the_title() -> None:
    """HP is a listed brand, Aldermoor stated; Zorbo, no known word, leads as it does today; Quiet is none."""
    assert own_words(Product(name="Steel Mug", brand="Aldermoor")).brand == ("aldermoor",)
    assert own_words(Product(title="HP Zorbo 6710b Notebook Black")).brand == ("hp",)
    assert own_words(Product(title="Zorbo Silent Notebook Fan")).brand == ("zorbo",)
    assert own_words(Product(title="Quiet Notebook Fan")).brand == ()


def test_the_series_stands_between_brand_and_description() -> None:
    """Two words at most, none that means something, none that a trademark sign has spoilt."""
    assert own_words(Product(title="HP Zorbo 6710b Notebook Black")).series == ("zorbo", "6710b")
    assert own_words(Product(title="HP Black Notebook")).series == ()
    assert own_words(Product(title="HP Zorbo\u2122 Notebook")).series == ()
    assert own_words(Product(title="Quiet Zorbo Notebook")).series == ()


def test_the_head_noun_is_the_one_that_shoppers_type() -> None:
    """The name gives the type; without keywords its last noun."""
    assert own_words(Product(name="Insulated Water Bottle"), "steel bottles").head == "bottle"
    assert own_words(Product(name="Insulated Water Bottle")).head == "bottle"


def test_forms_are_those_of_the_product() -> None:
    """Sheets are sold as sheets; what the product does not say stays as typed; possessives are left alone."""
    own = own_words(Product(name="Women's Dust Sheets", attributes={"Use": "floors"}))
    assert [own.form_of(word) for word in ("sheet", "floor", "walls", "women")] == [
        "sheets", "floors", "walls", "women"
    ]  # fmt: skip


def test_wider_kinds_are_told_from_the_head() -> None:
    """A notebook is a computer; a notebook is no wider than itself."""
    own = own_words(Product(name="Slim Notebook Computer", category="Notebook"), "notebook")
    assert own.is_wider("computer")
    assert not own.is_wider("notebook")


def test_of_a_data_sheet_only_what_buyers_choose_by_is_told() -> None:
    """With more attributes than a seller writes, colour and material stay, bus types go."""
    sheet = [(f"bus type {number}", f"socket {number}") for number in range(MOST_OF_A_SELLER)]
    told = (("product colour", "silver"), ("package material", "carton"))
    own = own_words(Product(name="Notebook", attributes=(*sheet, *told)))
    assert ("carton",) not in own.for_buyers
    assert ("silver",) in own.for_buyers
    assert ("socket", "1") in own.stated
    assert ("socket", "1") not in own.for_buyers


def test_nouns_before_the_head_are_of_the_name() -> None:
    """Today's title names a compound, in the word that shoppers type; the name goes before it."""
    case = Product(title="Zorbo X5 notebook case 14 Black")
    assert own_words(case).type_name == ("notebook", "case")
    assert own_words(case, "laptop case").type_name == ("laptop", "case")
    assert own_words(Product(name="Padded Case", title="Zorbo X5 notebook case")).type_name == (
        "padded",
        "case",
    )


def test_words_spoilt_by_marks_are_known() -> None:
    """Share\u2122 reads as sharetm, which no title writes."""
    assert own_words(Product(title="HP camera with Instant Share\u2122")).marked == {"sharetm"}
