"""Mixed tokens: what is one word though it holds letters, digits and hanzi (`V领`, `5-10斤`, `i5-8250u`).

These never reach a segmentation engine, so every engine cuts them alike. Text is in match form.
"""

import re
from collections.abc import Iterable

from kwopt.language.normalize import HANZI, is_hanzi

_UNITS = (
    "元(?!宝|旦|素)|英寸|寸(?!衫)|吋|斤|公斤|千克|克(?!拉|罗)|厘米|毫米|米(?!白|色|黄|老|奇|妮|线|饭)|升(?!级|降)|毫升"
    "|年级|年(?!级|轻|货|夜|会|糕)|月(?!饼|子|亮|季)|周岁|岁|件套(?!装)|件|只|个月|个(?!性|人|体)|双(?![面层肩头向色人])"
    "|片|条(?!纹|绒)|支(?!架|持|撑)|瓶|包(?!邮|包|臀|装|边)|盒|度(?!假)|码|层|人(?!体|造|工|气|物|参|偶|像|棉)"
    "|代(?!购|餐|发|步|驾)|匹|瓦|伏|档|号(?!码)|孔|座|芯|口(?!袋|红|罩|水|琴|味)|组(?!合|装)|套(?!装|餐|盒|圈|头|裙)"
    "|本(?!子|册)|张|块|根|袋(?!子)|罐|箱(?!子|包)|排|抽(?!屉)|卷(?!发|尺|帘|边)"
    "|色(?!彩|系|块|拼)|开(?![关口心衫叉襟学启衩线])|格(?![子纹调力])|页|枚|联|位|键(?!盘)|行(?!李|车|政)|路(?!由)"
    "|天(?![然丝鹅空使猫蓝才竺窗])|核(?!桃)|盘(?![子扣头])|份|万(?![能圣向])|小时|分钟|平方米?|声道|倍|针|节"
)
"""Measure words, with the words that they only seem to begin: 2个性 is no count, 3口红 neither."""

_PACKED = "件|只|个|片|支|本|条|双|包|盒|袋|瓶|张|枚|卷|块|套|罐|斤|根"
_LENGTH = "厘米|毫米|公分|cm|mm|米|m"

_BASIC = "一-鿿"
"""The basic block of hanzi."""

_SERIES_FIRST = "荣畅红魅麦"
_SERIES = r"(?:荣耀|畅享|畅玩|红米|魅蓝|麦芒)(?:note|play|magic|max|mix|nova|[a-z])?\d[a-z0-9]*"

_TOKEN = (
    r"iphone|ipad"  # so that iphone13pro and 苹果13pro share their second word
    rf"|(?=[{_SERIES_FIRST}]){_SERIES}"  # 荣耀v20
    r"|[a-d]{1,4}面"  # abcd面: the sides of a laptop
    r"|[a-z](?:字(?:裙子?|裤|型|版)?|领|型|形|款|段)"  # a字裙, v领, a型
    r"|[a-z]+(?:风|系)(?![一-鿿]*(?:格|列|具))|[a-z]+家(?![用庭居具电纺教里])"  # ins风
    rf"|\d+(?:\.\d+)?(?:{_LENGTH})?(?:[x*×]\d+(?:\.\d+)?(?:{_LENGTH})?)+(?![a-z0-9])"  # 50*70cm
    rf"|\d+(?:{_PACKED})装(?!饰)"  # 10个装
    rf"|\d+(?:\.\d+)?(?:[-~至到]\d+(?:\.\d+)?)?(?:{_UNITS})"  # 500克, 5-10斤, 2022年
    r"|(?<![0-9a-z/])\d{1,2}/\d{1,2}(?![0-9a-z/])"  # 1/2
    r"|\d+[gt]b?(?=u盘)"
    r"|\d+(?:\.\d+)?(?:[-~]\d+(?:\.\d+)?)?%?[a-z]*(?:-[a-z0-9]+)*"  # 500ml, 1.5l, 80-20, 100%
    r"|[a-z]+(?=\d+\.\d+(?:寸|英寸|吋|mm|cm|米))"  # pro 10.5寸
    r"|[a-z]+\d+\.\d+(?![\d.])"  # usb3.0
    r"|[a-z]+\d+[a-z]*(?:-[a-z0-9]+)+"  # i5-8250u
    r"|[a-z]+(?:'[a-z]+|[-&.][a-z0-9]+)*[a-z0-9]*(?:(?<=\d)\+(?![a-z0-9]))?"  # type-c, h&m, note10+
    r"|[^\W\d_一-鿿a-z]+"  # other scripts
    r"|[^\w\s]|_"
)


def token_pattern(whole: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of what never reaches an engine: white space, `whole` words, mixed tokens.

    >>> token_pattern(()).findall("新款v领 500ml")
    ['v领', ' ', '500ml']
    """
    words = set(whole)
    tokens = "|".join(["\\s", *_by_first_character(words), _TOKEN])
    return re.compile(f"(?=[^{_BASIC}]|[{_first_hanzi(words)}])({tokens})")


def _first_hanzi(words: set[str]) -> str:
    """Return the hanzi of the basic block that tokens begin with: at all others nothing need be tried."""
    return "".join(sorted({word[0] for word in words if is_hanzi(word[0])}.union(_SERIES_FIRST)))


def _by_first_character(words: set[str]) -> list[str]:
    """Return one alternative for each first character, longest words first: most places fail at once."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]) + _WORD_END * word[-1].isascii())
    firsts = "".join(map(re.escape, sorted(groups)))
    choices = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))
    return [f"(?=[{firsts}])(?:{choices})"] if groups else []


_WORD_END = "(?![a-z0-9])"
"""苹果8 ends before no letter: 苹果8plus is another model."""


def has_hanzi(word: str) -> bool:
    """Return whether a word holds a hanzi."""
    return _HANZI.search(word) is not None


_HANZI = re.compile(f"[{HANZI}]")
