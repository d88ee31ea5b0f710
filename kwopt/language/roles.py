"""The roles a word can play in a search query or title, and what follows from a role."""

from enum import StrEnum


class Role(StrEnum):
    """What a word says of a product."""

    TYPE = "type"  # the kind of thing: 连衣裙 (dress), 手机壳 (phone case); head noun
    BRAND = "brand"
    AUDIENCE = "audience"  # 女 (women), 儿童 (children), 妈妈 (mothers)
    SEASON = "season"
    MATERIAL = "material"
    COLOUR = "colour"
    PATTERN = "pattern"  # 碎花 (floral print), 格子 (checked)
    STYLE = "style"  # 法式 (French), 复古 (retro), ins风
    OCCASION = "occasion"  # 婚礼 (wedding), 通勤 (commuting), 送女友 (gift)
    BODY = "body"  # 大码 (plus size), 小个子 (petite)
    CUT = "cut"  # shape, length, sleeve, collar, waist, heel: 长款, 短袖, 圆领, 高腰, 粗跟
    FEATURE = "feature"  # what it does or has: 防水 (waterproof), 加绒 (fleece-lined), 带盖 (with a lid)
    SPEC = "spec"  # number with unit, size, capacity, pack: 500ml, 三件套
    MODEL = "model"  # what it fits or is: iphone13, a model number
    PLACE = "place"  # origin: 云南, 日本, 进口 (imported)
    PERSON = "person"  # a star, a character, an IP: 王一博, 迪士尼
    OPINION = "opinion"  # 显瘦 (slimming), 百搭 (goes with all), 好看: needs only no contradiction
    NEWNESS = "newness"  # 新款 (new), 新品, 2022新款 without the year
    CLAIM = "claim"  # 正品 (genuine), 高端 (high end), 明星同款: needs the seller's approval
    COMMERCE = "commerce"  # 包邮 (free shipping), 批发 (wholesale), 清仓: about the offer, not the thing
    NAVIGATION = "navigation"  # 旗舰店 (flagship store), 官网, 排行榜: looks for a shop or a list
    YEAR = "year"  # 2021, 2022年, 21年
    FUNCTION = "function"  # 的, 和, 适合: says nothing by itself


VERIFIABLE = frozenset(
    {
        Role.TYPE, Role.BRAND, Role.AUDIENCE, Role.SEASON, Role.MATERIAL, Role.COLOUR, Role.PATTERN,
        Role.STYLE, Role.OCCASION, Role.BODY, Role.CUT, Role.FEATURE, Role.SPEC, Role.MODEL, Role.PLACE,
        Role.PERSON,
    }
)  # fmt: skip
"""Roles whose words are true or false of a product: a title may use them only on a stated fact."""
