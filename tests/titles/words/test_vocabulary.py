"""Which words a title may use, and which may stand together: each rule on invented keywords."""

from datetime import date

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product, Settings
from kwopt.rules import marketplace
from kwopt.scoring.facts.facts import product_facts
from kwopt.titles.composing.job import whole_words
from kwopt.titles.problem.problem import TitleProblem
from kwopt.titles.words.company import LEAST_FACTS
from kwopt.titles.words.vocabulary import Composition, build_composition

AS_OF = date(2022, 5, 1)
QIPAO = Product(
    name="改良旗袍",
    category=("女装", "旗袍"),
    attributes=(("袖长", "短袖"), ("适用季节", "夏季"), ("材质", "棉"), ("适用性别", "女"), ("领型", "立领")),
)


def composition(*keywords: str, product: Product = QIPAO, settings: Settings | None = None) -> Composition:
    """Return the composition of eligible keywords, the first worth most."""
    frame = pd.DataFrame(
        {
            c.KEYWORD: list(keywords),
            c.WORTH: [float(2_000 - place) for place in range(len(keywords))],
            c.ELIGIBLE: True,
        }
    )
    return composed_of(frame, product, settings)


def composed_of(frame: pd.DataFrame, product: Product, settings: Settings | None = None) -> Composition:
    """Return the composition of a frame for Taobao."""
    settings = settings or Settings(as_of=AS_OF)
    cutter = segmenter(SegmenterSpec(words=(*settings.user_words, *whole_words(product))))
    return build_composition(
        frame, product, product_facts(product, cutter),
        field=marketplace("taobao").title, segmenter=cutter, settings=settings,
    )  # fmt: skip


def words(found: Composition) -> set[str]:
    """Return the texts of the words that a title may use."""
    return {word.text for word in found.problem.words}


def apart(problem: TitleProblem, *texts: str) -> bool:
    """Say whether some group forbids these words together."""
    return any(len(set(texts) & set(group.words)) > group.count for group in problem.at_most)


def test_only_eligible_keywords_of_positive_worth_earn() -> None:
    """Keywords that are not eligible, or worth nothing, are no demands and lend no words."""
    frame = pd.DataFrame(
        {
            c.KEYWORD: ["改良旗袍", "显瘦旗袍", "气质旗袍"],
            c.WORTH: [5.0, 9.0, 0.0],
            c.ELIGIBLE: [True, False, True],
        }
    )
    found = composed_of(frame, QIPAO)
    assert [demand.text for demand in found.problem.demands] == ["改良旗袍"]
    assert not {"显瘦", "气质"} & words(found)


@pytest.mark.parametrize("word", ["真丝", "长袖", "冬季", "通勤"])
def test_verifiable_words_without_a_fact_stay_out(word: str) -> None:
    """A material, sleeve, season or occasion that the product does not state is no word of its title."""
    found = composition("改良旗袍", f"{word}旗袍")
    assert word not in words(found)
    assert (f"{word}旗袍", "titles.dropped_word") in found.dropped


@pytest.mark.parametrize("word", ["纯棉", "长绒棉"])
def test_a_material_named_more_narrowly_needs_a_fact_of_its_own(word: str) -> None:
    """A dress of 棉 (cotton) may be called 棉质, but neither pure nor of a better cotton."""
    found = words(composition("棉质旗袍", f"{word}旗袍"))
    assert "棉质" in found
    assert word not in found


def test_parts_of_a_set_stand_only_where_todays_title_names_them() -> None:
    """A set that is sold as 卫衣套装 is no 上衣 (top); one whose title says 上衣 may be."""
    todays = ("连帽卫衣套装女两件套", "连帽上衣卫衣套装女两件套")
    for title, named in zip(todays, (False, True), strict=True):
        product = Product(title=title, category=("女装", "卫衣套装"))
        assert ("上衣" in words(composition("卫衣套装女", "上衣套装", product=product))) is named


def test_words_that_the_law_warns_of_are_not_brought_in() -> None:
    """神器 (a miracle tool) stands only where the seller has written it."""
    product = Product(name="切菜器", category=("厨房用品", "切菜器"))
    assert "神器" not in words(composition("切菜器 神器", product=product))


def test_one_colour_stands_in_a_title() -> None:
    """Of a thing that comes in black and white a title names one colour."""
    product = Product(name="旗袍", attributes=(("颜色分类", "黑色"), ("颜色分类", "白色")))
    assert apart(composition("黑色旗袍", "白色旗袍", product=product).problem, "黑色", "白色")


def test_two_words_for_silk_are_one_too_many() -> None:
    """真丝丝绸 says silk twice."""
    product = Product(name="旗袍", attributes=(("材质", "真丝"), ("面料", "丝绸")))
    assert apart(composition("真丝旗袍", "丝绸旗袍", product=product).problem, "真丝", "丝绸")


def test_opinions_need_no_fact() -> None:
    """显瘦 (slimming) stands on worth alone."""
    assert "显瘦" in words(composition("显瘦旗袍"))


@pytest.mark.parametrize("word", ["大牌", "高端", "爆款"])
def test_claims_stand_only_when_approved(word: str) -> None:
    """A claim stays out, whatever it is worth, until the seller answers for it."""
    approving = Product(name="改良旗袍", category=QIPAO.category, approved_words=(word,))
    assert word not in words(composition(f"{word}旗袍"))
    assert word in words(composition(f"{word}旗袍", product=approving))


def test_words_of_shops_and_offers_stay_out() -> None:
    """旗舰店 (flagship store) and 包邮 (free shipping) name no product."""
    assert not {"旗舰店", "包邮"} & words(composition("旗袍旗舰店", "旗袍包邮"))


def test_forbidden_words_stay_out_with_what_holds_them() -> None:
    """A forbidden 气质 takes 气质款 with it, and the keyword is listed as dropped."""
    product = Product(name="改良旗袍", category=QIPAO.category, forbidden_words=("显瘦",))
    found = composition("改良旗袍", "旗袍显瘦", product=product)
    assert not any("显瘦" in word for word in words(found))
    assert found.dropped == (("旗袍显瘦", "titles.dropped_word"),)


def test_required_words_are_required_of_the_problem() -> None:
    """A required word enters though no keyword and no fact holds it."""
    product = Product(name="改良旗袍", category=QIPAO.category, required_words=("国色坊",))
    assert composition("改良旗袍", product=product).problem.required == ("国色坊",)


def test_a_longer_word_meets_a_required_one_unless_it_is_locked() -> None:
    """旗袍 stands in 旗袍裙, so either will do; a locked word must stand itself."""
    product = Product(name="改良旗袍", category=QIPAO.category, required_words=("旗袍",))
    asked = composition("旗袍裙女", "旗袍", product=product).problem
    assert asked.required == ()
    held = [least.words for least in asked.at_least if all("旗袍" in word for word in least.words)]
    assert any({"旗袍", "旗袍裙"} <= set(group) for group in held)
    locked = Settings(as_of=AS_OF, user_words=("旗袍",))
    assert composition("旗袍裙女", "旗袍", product=product, settings=locked).problem.required == ("旗袍",)


@pytest.mark.parametrize(
    ("one", "other"),
    [("女", "女款"), ("夏季", "夏款"), ("旗袍", "旗袍裙"), ("夏", "夏季")],
)
def test_words_that_say_the_same_stand_once(one: str, other: str) -> None:
    """Synonyms, and words within words, are alternatives."""
    found = composition("旗袍", f"{one}旗袍", f"旗袍{other}", f"{one}改良旗袍", f"{other}旗袍")
    assert {one, other} <= words(found)
    assert apart(found.problem, one, other)


def test_at_most_three_opinions() -> None:
    """Of four opinions of different meaning no title holds all; three may stand."""
    opinions = ("显瘦", "百搭", "小众", "显高")
    problem = composition("旗袍", *(f"{word}旗袍" for word in opinions)).problem
    assert apart(problem, *opinions)
    assert not apart(problem, *opinions[:3])


def test_required_words_lift_the_limit_of_their_group() -> None:
    """A seller who requires 女 and 女款 gets both."""
    product = Product(name="改良旗袍", category=QIPAO.category, required_words=("女", "女款"))
    assert not apart(composition("旗袍女", product=product).problem, "女", "女款")


def test_a_past_year_stays_out_and_the_stated_one_stands() -> None:
    """As of 2022 a title may say 2022 where the product does, and 2021 never."""
    product = Product(name="改良旗袍", title="2022年改良旗袍", category=QIPAO.category, year=2022)
    both = Product(name="改良旗袍", title="2021年改良旗袍", category=QIPAO.category, year=2022)
    assert "2022年" in words(composition("2022年旗袍", product=product))
    assert "2021年" not in words(composition("2021年旗袍", "旗袍", product=both))
    assert "2022年" not in words(composition("2022年旗袍", "旗袍"))


def test_one_year_in_a_title() -> None:
    """2022 and 2022年 are alternatives."""
    product = Product(name="改良旗袍", title="2022年改良旗袍2022", category=QIPAO.category, year=2022)
    problem = composition("2022旗袍", "2022年旗袍", product=product).problem
    assert apart(problem, "2022", "2022年")


def test_the_season_of_listing_alone_backs_no_word() -> None:
    """上市季节 (season of listing) supports a keyword, but a title does not promise that season."""
    listed = Product(name="改良旗袍", category=QIPAO.category, attributes=(("上市年份季节", "2022年夏季"),))
    assert "夏季" not in words(composition("夏季旗袍", "旗袍", product=listed))
    assert "夏季" in words(composition("夏季旗袍", "旗袍"))


def test_hypernyms_beside_the_type_are_one_at_most() -> None:
    """Beside 衬衫 (shirt) either 上衣 (top) or 女装 (women's wear) may earn: both are padding."""
    product = Product(name="衬衫", category=("女装", "衬衫"), attributes=(("适用性别", "女"),))
    problem = composition("衬衫", "上衣衬衫", "衬衫女装", product=product).problem
    assert apart(problem, "衬衫", "上衣", "女装")
    assert not apart(problem, "衬衫", "上衣")


def test_wider_words_that_sellers_leave_out_stay_out() -> None:
    """Beside 牛仔裤 (jeans) a third of titles say 裤子 (trousers), hardly one 衣服 (clothes)."""
    product = Product(name="牛仔裤", category=("牛仔裤",), attributes=(("适用性别", "女"),))
    found = words(composition("牛仔裤衣服", "牛仔裤裤子", product=product))
    assert "裤子" in found
    assert "衣服" not in found


def test_long_forms_of_types_stay_out() -> None:
    """半身裙 (skirt) is written so, whatever shoppers type."""
    product = Product(name="半身裙", category=("半身裙",), attributes=(("适用性别", "女"),))
    assert "半身裙子" not in words(composition("半身裙子", "半身裙", product=product))


def test_grown_up_words_need_no_age() -> None:
    """女士 (ladies) are grown-ups; a product for youths is none for children."""
    product = Product(name="旗袍", category=("旗袍",), attributes=(("适用性别", "女"), ("适用年龄", "青年")))
    assert "女士" in words(composition("旗袍女士", product=product))


def test_the_head_must_be_named() -> None:
    """Some group of which one word must stand holds nothing but names of the product's type."""
    problem = composition("改良旗袍", "旗袍裙", "显瘦旗袍").problem
    names = {"旗袍", "旗袍裙", "改良旗袍"}
    assert any(group.count == 1 and set(group.words) == names for group in problem.at_least)


def test_three_facts_or_all_there_are() -> None:
    """Of the facts stated in words three are wanted; of two stated ones, two."""
    two = Product(name="旗袍", category=("旗袍",), attributes=(("袖长", "短袖"), ("领型", "立领")))
    assert LEAST_FACTS in {group.count for group in composition("旗袍短袖").problem.at_least}
    counts = [group.count for group in composition("旗袍", product=two).problem.at_least]
    assert max(counts) == 2


def test_a_fragment_stands_only_beside_its_neighbours() -> None:
    """夏 alone says nothing: it stands right before or after what it meets in keywords."""
    problem = composition("夏旗袍", "改良旗袍").problem
    [rule] = [rule for rule in problem.beside if rule.word == "夏"]
    assert "旗袍" in rule.before
    assert "改良" not in (*rule.before, *rule.after)


def test_women_and_men_stand_freely_as_single_hanzi() -> None:
    """女 is a whole word to a reader, other single hanzi are not."""
    problem = composition("旗袍女", "旗袍").problem
    assert "女" in words(composition("旗袍女", "旗袍"))
    assert "女" not in {rule.word for rule in problem.beside}


def test_genders_do_not_mix() -> None:
    """A product for women and men is offered to one of them in a title."""
    product = Product(name="衬衫", category=("衬衫",), attributes=(("适用性别", "男"), ("性别", "女")))
    problem = composition("衬衫男", "衬衫女款", product=product).problem
    assert {"男", "女款"} <= {word.text for word in problem.words}
    assert apart(problem, "男", "女款")


def test_fillers_are_stated_facts() -> None:
    """Words for the remaining room are the product's own, and none says nothing (成人, 纯色)."""
    product = Product(
        name="改良旗袍",
        category=QIPAO.category,
        attributes=(("袖长", "短袖"), ("图案", "纯色"), ("领型", "立领")),
    )
    fillers = composition("显瘦旗袍", product=product).fillers
    assert {"短袖", "立领"} <= set(fillers)
    assert not {"纯色", "显瘦"} & set(fillers)


def test_keywords_beyond_a_thousand_are_said_to_be_dropped() -> None:
    """The keywords of least worth are left out of the composition, and listed."""
    # of 34 words; as many words as keywords would take ten times as long
    keywords = [f"旗袍{number // 32}号{number % 32}号" for number in range(1_001)]
    assert (keywords[-1], "titles.dropped_small") in composition(*keywords).dropped


@pytest.mark.parametrize(
    ("one", "other"),
    [("气质", "高级感"), ("显瘦", "遮肉"), ("好看", "养眼"), ("优雅", "质感"), ("时尚", "潮流")],
)
def test_near_synonyms_of_a_family_stand_once(one: str, other: str) -> None:
    """Opinions that say nearly the same are padding side by side."""
    product = Product(name="旗袍", category=("旗袍",), attributes=(("风格", "优雅"),))
    found = composition("旗袍", f"{one}旗袍", f"旗袍{other}", product=product)
    assert {one, other} <= words(found)
    assert apart(found.problem, one, other)


def test_what_a_usual_pair_says_may_stand_together() -> None:
    """设计感小众 is what sellers write."""
    assert not apart(composition("小众旗袍", "设计感旗袍").problem, "小众", "设计感")


@pytest.mark.parametrize("word", ["原创", "韩国", "早春"])
def test_words_that_say_more_than_their_concept_must_be_stated(word: str) -> None:
    """韩版 (Korean cut) backs no 韩国 (Korea), and 春季 no 早春 (early spring)."""
    attributes = (("风格", "韩版"), ("适用季节", "春季"))
    silent = Product(name="旗袍", category=("旗袍",), attributes=attributes)
    saying = Product(name="旗袍", title=f"{word}旗袍", category=("旗袍",), attributes=attributes)
    assert word not in words(composition("旗袍", f"{word}旗袍", product=silent))
    assert word in words(composition("旗袍", f"{word}旗袍", product=saying))


def test_one_season_word() -> None:
    """春季 here and 秋季 there contradict each other to a reader; 春秋 says both."""
    product = Product(name="旗袍", category=("旗袍",), attributes=(("适用季节", "春秋"),))
    problem = composition("旗袍春季", "秋季旗袍", "春秋旗袍", product=product).problem
    assert apart(problem, "春季", "秋季")
    assert apart(problem, "春秋", "秋季")


def test_half_phrases_stand_beside_their_other_half() -> None:
    """日常 (everyday) reads only before what one wears then."""
    product = Product(name="旗袍", category=("旗袍",), attributes=(("适用场景", "日常"),))
    problem = composition("日常旗袍", "改良旗袍女", product=product).problem
    [rule] = [rule for rule in problem.beside if rule.word == "日常"]
    assert "旗袍" in rule.before
    assert "女" not in rule.before


def test_what_sellers_state_but_do_not_say_fills_no_room() -> None:
    """橡胶 (of a sole), 拉链 (zip) and 机芯 (movement of a watch) are attributes, not words of titles."""
    product = Product(name="马丁靴", category=("马丁靴",), attributes=(("鞋底", "橡胶"), ("鞋头", "圆头")))
    fillers = composition("马丁靴", product=product).fillers
    assert "橡胶" not in fillers
    assert "圆头" in fillers


def test_other_types_fill_no_room() -> None:
    """A watch that works with a 手机 (phone) is none."""
    product = Product(
        name="儿童手表", category=("儿童手表",), attributes=(("功能", "定位"), ("兼容", "安卓手机"))
    )
    assert "手机" not in composition("儿童手表", product=product).fillers


def test_a_word_for_two_seasons_needs_both() -> None:
    """春秋 (spring and autumn) is not said of a thing for autumn and winter, 秋冬 is."""
    product = Product(name="旗袍", category=("旗袍",), attributes=(("适用季节", "秋季"), ("季节", "冬季")))
    found = words(composition("春秋旗袍", "秋冬旗袍", product=product))
    assert "秋冬" in found
    assert "春秋" not in found


def test_a_thing_for_children_says_so() -> None:
    """Some word for children must stand, and none for grown-ups may."""
    product = Product(title="儿童旗袍", category=("旗袍",), attributes=(("适用年龄", "儿童"),))
    found = composition("旗袍", "儿童旗袍", "旗袍女装", product=product)
    assert any(group.words == ("儿童",) for group in found.problem.at_least)
    assert "女装" not in words(found)


@pytest.mark.parametrize(("gender", "stands"), [("男", False), ("女", True)])
def test_words_of_womens_fashion_stay_out_of_mens_titles(gender: str, stands: bool) -> None:
    """温柔 (gentle) is no word for a man's shirt."""
    attributes = (("适用性别", gender), ("风格", "温柔"))
    product = Product(name="衬衫", category=("衬衫",), attributes=attributes)
    assert ("温柔" in words(composition("温柔衬衫", "衬衫", product=product))) == stands


def test_praise_that_only_shoppers_type_stays_out() -> None:
    """绝美 (stunning) stands in thousands of searches and in no title, unless the seller says it."""
    product = Product(name="衬衫", category=("衬衫",))
    assert "绝美" not in words(composition("绝美衬衫", "衬衫", product=product))
    said = Product(name="衬衫", title="绝美衬衫", category=("衬衫",))
    assert "绝美" in words(composition("绝美衬衫", "衬衫", product=said))


def test_types_of_another_family_stay_out() -> None:
    """男装 (men's clothes) may be typed by who wants shoes, but shoes are none."""
    product = Product(name="休闲皮鞋", category=("鞋", "皮鞋"), attributes=(("适用性别", "男"),))
    found = words(composition("皮鞋男装", "皮鞋鞋子", product=product))
    assert "男装" not in found
    assert "鞋子" in found


def test_what_is_for_both_may_be_offered_to_either() -> None:
    """男女通用 (for men and women) backs 女 and 男, though not both in one title."""
    product = Product(name="棒球帽", category=("帽子",), attributes=(("适用性别", "男女通用"),))
    found = composition("棒球帽女", "棒球帽男", product=product)
    assert {"女", "男"} <= words(found)
    assert apart(found.problem, "女", "男")


def test_kinds_that_the_product_is_not_stay_out() -> None:
    """Who searches 老爹鞋 (chunky trainers) may like plain ones; their title does not call them so."""
    product = Product(title="板鞋小白鞋", category=("板鞋",), attributes=(("适用性别", "女"),))
    found = words(composition("老爹鞋女", "板鞋女", "鞋子女", product=product))
    assert "老爹鞋" not in found
    assert {"板鞋", "鞋子"} <= found


def test_a_narrower_kind_may_be_stated_in_parts() -> None:
    """大码 (plus size) and 连衣裙 (dress) make a 大码连衣裙."""
    product = Product(title="连衣裙", category=("连衣裙",), attributes=(("尺码", "大码"),))
    assert "大码连衣裙" in words(composition("大码连衣裙", product=product))
    assert "大码连衣裙" not in words(composition("大码连衣裙", product=Product(title="连衣裙")))


def test_seasons_of_todays_title_go_before_all_year_round() -> None:
    """Jeans for autumn and winter whose attribute says "all year" are not sold as summer ones."""
    product = Product(title="秋冬牛仔裤", category=("牛仔裤",), attributes=(("适用季节", "四季通用"),))
    found = words(composition("夏季牛仔裤", "秋冬牛仔裤", product=product))
    assert "秋冬" in found
    assert "夏季" not in found


def test_words_that_contradict_each_other_stand_apart() -> None:
    """加绒 (fleece-lined) and 夏季 (summer) do not stand in one title, though the product states both."""
    attributes = (("里料", "加绒"), ("适用季节", "夏季"), ("适用季节", "冬季"))
    product = Product(name="卫衣", category=("卫衣",), attributes=attributes)
    assert apart(composition("加绒卫衣", "夏季卫衣", product=product).problem, "加绒", "夏季")


def test_the_brand_of_todays_title_stands_in_front() -> None:
    """A stated brand that today's title says must stand, and nothing reads well before it."""
    product = Product(title="耐克运动鞋", category=("运动鞋",), attributes=(("品牌", "耐克"),))
    problem = composition("耐克运动鞋", "运动鞋女", "休闲运动鞋", product=product).problem
    assert any(group.words == ("耐克",) for group in problem.at_least)
    place = problem.index["耐克"]
    assert problem.fluency is not None
    assert problem.fluency.first is not None
    assert problem.fluency.first[place] == problem.fluency.first.max()
    assert problem.fluency.pairs[:, place].max() == problem.fluency.pairs[:, place].min()


def test_words_of_youth_stay_out_of_elders_titles() -> None:
    """ins潮 is no word for a mother's coat, and the title says that it is a mother's."""
    product = Product(title="妈妈外套", category=("外套",), attributes=(("适用性别", "女"),))
    found = composition("外套ins潮", "妈妈外套", product=product)
    assert "ins潮" not in words(found)
    assert any(group.words == ("妈妈",) for group in found.problem.at_least)
    young = Product(title="少女外套", category=("外套",), attributes=(("适用性别", "女"),))
    assert "ins潮" in words(composition("外套ins潮", product=young))


def test_some_words_need_todays_title() -> None:
    """聚酰胺 (polyamide) is stated as an attribute; only a seller who says so in the title sells by it."""
    attributes = (("材质", "聚酰胺"),)
    product = Product(title="外套", category=("外套",), attributes=attributes)
    assert "聚酰胺" not in words(composition("聚酰胺外套", product=product))
    said = Product(title="聚酰胺外套", category=("外套",), attributes=attributes)
    assert "聚酰胺" in words(composition("聚酰胺外套", product=said))


def test_vague_words_are_two_at_most() -> None:
    """小众, 设计感 and 高级感 say little of any thing: of the three a title holds two."""
    problem = composition("旗袍小众", "旗袍设计感", "高级感旗袍", "旗袍").problem
    assert apart(problem, "小众", "设计感", "高级感")
    assert not apart(problem, "小众", "设计感")


def test_one_of_several_lengths_needs_todays_title() -> None:
    """A dress whose attributes say both 长款 and 中长款 is called what the title calls it."""
    attributes = (("衣长", "长款"), ("裙长", "中长款"))
    product = Product(title="中长款旗袍", category=("旗袍",), attributes=attributes)
    found = words(composition("长款旗袍", "中长款旗袍", product=product))
    assert "中长款" in found
    assert "长款" not in found


def test_the_woman_and_womens_clothes_may_stand_together() -> None:
    """女 and 女装 are found by different searches, as sellers know; 女装 and 女士 are one too many."""
    product = Product(title="卫衣女", category=("卫衣",), attributes=(("适用性别", "女"),))
    problem = composition("卫衣女装", "卫衣女", "女士卫衣", product=product).problem
    assert not apart(problem, "女装", "女")
    assert apart(problem, "女装", "女士")


def test_bare_models_follow_their_maker() -> None:
    """12promax stands right behind 苹果, iphone or another bare model, never behind 小米."""
    product = Product(title="苹果12promax手机壳小米", category=("手机壳",))
    problem = composition("苹果 12promax 手机壳", "小米手机壳", product=product).problem
    rules = [rule for rule in problem.beside if rule.word.startswith("12")]
    assert rules
    assert all("小米" not in rule.after and not rule.before for rule in rules)


def test_words_stated_to_be_denied_stay_out() -> None:
    """无开衩 (no slit) states no slit."""
    product = Product(title="旗袍", category=("旗袍",), attributes=(("下摆", "无开衩"),))
    assert "开衩" not in words(composition("开衩旗袍", product=product))


def test_listed_brands_of_others_stay_out() -> None:
    """A title that says 耐克 for a thing whose brand is 回力 says another's brand."""
    product = Product(title="回力耐克运动鞋", category=("运动鞋",), attributes=(("品牌", "回力"),))
    found = words(composition("耐克运动鞋", "回力运动鞋", product=product))
    assert "回力" in found
    assert "耐克" not in found
