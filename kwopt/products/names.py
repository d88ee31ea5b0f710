"""What product fields may be called in a file: their own names, and those that Chinese sellers use.

Owns spellings only. A name is taken only where it has one meaning: "折扣" (discount) is left out, because
"8 折" means 80 % of the price, and "复购率" (share of buyers who return) is no number of orders.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches

from kwopt.models import Product

FIELDS = tuple(item.name for item in fields(Product))
"""Names of all fields, in the order of `Product`."""

_CHINESE: Mapping[str, tuple[str, ...]] = {
    "name": ("商品名称", "商品名", "品名", "名称"),
    "title": ("商品标题", "宝贝标题", "标题"),
    "product_id": ("商品ID", "商品编号", "宝贝ID"),
    "brand": ("品牌",),
    "category": ("类目", "商品类目"),
    "attributes": ("属性", "商品属性"),
    "selling_points": ("卖点", "商品卖点"),
    "season": ("季节",),
    "year": ("年份",),
    "shop_type": ("店铺类型",),
    "currency": ("币种", "货币"),
    "price": ("售价", "价格", "单价"),
    "discount": ("优惠", "优惠金额", "店铺优惠"),
    "cost": ("成本", "成本价", "进价", "进货价", "采购价"),
    "shipping": ("运费", "快递费", "物流费"),
    "packaging": ("包装", "包装费", "包装成本", "包材"),
    "other_fees": ("其他费用", "其它费用"),
    "commission_rate": ("佣金率", "佣金比例", "佣金费率", "扣点"),
    "payment_fee_rate": ("支付手续费率", "手续费率", "支付费率"),
    "tax_rate": ("税率", "税负率", "综合税率"),
    "refund_rate": ("退款率", "退货率"),
    "refund_cost": ("退款成本", "退货成本", "退货损失"),
    "repeat_orders": ("复购次数", "复购单数"),
    "required_words": ("必含词", "必用词"),
    "approved_words": ("许可词", "准用词"),
    "forbidden_words": ("禁用词", "违禁词"),
}


def spelled(name: str) -> str:
    """Return a name as names are compared: in lower case, "_" for spaces and hyphens.

    >>> spelled(" Payment fee-rate ")
    'payment_fee_rate'
    """
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    return plain.replace(" ", "_").replace("-", "_")


_FIELD_BY_NAME: Mapping[str, str] = {
    **{field: field for field in FIELDS},
    **{spelled(name): field for field, names in _CHINESE.items() for name in names},
}


def field_named(name: object) -> str | None:
    """Return the field that a file calls `name`; None if there is none.

    >>> field_named("price"), field_named("Payment fee rate"), field_named("包装费"), field_named("材质")
    ('price', 'payment_fee_rate', 'packaging', None)
    """
    return _FIELD_BY_NAME.get(spelled(str(name)))


def nearest_name(name: object) -> str | None:
    """Return the known name of a field that is most like `name`; None if none is like it.

    >>> nearest_name("atributes"), nearest_name("佣金"), nearest_name("材质")
    ('attributes', '佣金率', None)
    """
    known = (*FIELDS, *(chinese for names in _CHINESE.values() for chinese in names))
    near = get_close_matches(spelled(str(name)), known, n=1, cutoff=0.6)
    return near[0] if near else None


def names_of(field: str) -> tuple[str, ...]:
    """Return what a field may be called in a product file.

    >>> names_of("title")
    ('title', '商品标题', '宝贝标题', '标题')
    """
    return (field, *_CHINESE.get(field, ()))
