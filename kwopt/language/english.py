"""English word forms: the dictionary form of plurals and possessives, and the words of a spaced text.

`lemma`, `variants` and `other_forms` are one word to a shopper; words that only share a `stem` (insulated,
insulation) or are one edit apart are merely akin. What a word means is said by the lexicon.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

IRREGULAR: Mapping[str, str] = {
    "feet": "foot", "teeth": "tooth", "geese": "goose", "mice": "mouse", "lice": "louse", "dice": "die",
    "people": "person", "children": "child", "oxen": "ox",
    "mens": "men", "womens": "women", "ladys": "lady", "childrens": "child",
    "knives": "knife", "wives": "wife", "lives": "life", "shelves": "shelf", "scarves": "scarf",
    "leaves": "leaf", "wolves": "wolf", "halves": "half", "loaves": "loaf", "thieves": "thief",
    "elves": "elf", "calves": "calf", "hooves": "hoof", "bookshelves": "bookshelf", "selves": "self",
    "potatoes": "potato", "tomatoes": "tomato", "heroes": "hero", "mangoes": "mango", "echoes": "echo",
    "mosquitoes": "mosquito", "dominoes": "domino", "cargoes": "cargo", "torpedoes": "torpedo",
    "buses": "bus", "lenses": "lens", "gases": "gas", "canvases": "canvas", "atlases": "atlas",
    "viruses": "virus", "irises": "iris", "cactuses": "cactus", "cacti": "cactus", "bonuses": "bonus",
    "quizzes": "quiz", "aches": "ache", "headaches": "headache", "caches": "cache", "axes": "axe",
    "mustaches": "mustache", "pies": "pie", "ties": "tie", "lies": "lie", "dies": "die",
}  # fmt: skip
"""Forms that no rule gives; "dice" is a die's plural, and shoppers' apostrophes are optional (mens)."""

_UNCHANGED = frozenset(
    {
        "abs", "adidas", "airpods", "always", "asics", "asus", "atlas", "bias", "canvas", "christmas",
        "crocs", "dallas", "gas", "ios", "kansas", "lens", "levis", "mars", "news", "plus", "series",
        "species", "texas", "vans", "vegas", "xmas",
    }
)  # fmt: skip
"""Words and names that end in s and are no plural."""

_IE_STEMS = frozenset(
    {
        "barbi", "beani", "birdi", "booti", "bowti", "browni", "calori", "colli", "cooki", "cuti", "doggi",
        "foodi", "freebi", "geni", "goali", "hippi", "hoodi", "lingeri", "movi", "neckti", "nighti",
        "onesi", "pixi", "prairi", "rooki", "scrunchi", "selfi", "smoothi", "sweeti", "talki", "welli",
        "zombi",
    }
)  # fmt: skip
"""What stands before "es" in plurals of words in -ie (cookies), which other -ies hide (batteries)."""

_SIBILANT_PLURAL = re.compile(r"(?:ch|sh|ss|x|zz)es$")
_NO_PLURAL = re.compile(r"(?:ss|us|is|[^a-z]s)$")
_POSSESSIVE = re.compile(r"(?:'s|')$")
_SPACED_WORD = re.compile(r"[^\W_]+(?:['’.&+/-][^\W_]+)*\+?")
SHORTEST_PLURAL = 4
"""Letters; shorter words in -s are mostly none (gas, bus, usb's s)."""


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Return the dictionary form of a word in match form: singular, without possessive.

    Words with other characters than Latin letters, hyphens and apostrophes come back as they are, and so
    do words that no rule recognizes. A hyphened word keeps its hyphen; its last part is changed.

    >>> [lemma(word) for word in ("cases", "batteries", "knives", "men's", "glass", "running")]
    ['case', 'battery', 'knife', 'men', 'glass', 'running']
    """
    if not word.isascii() or not word.replace("-", "").replace("'", "").isalpha():
        return word
    bare = _POSSESSIVE.sub("", word)
    first, hyphen, last = bare.rpartition("-")
    return first + hyphen + _singular(last)


@lru_cache(maxsize=200_000)
def variants(word: str) -> tuple[str, ...]:
    """Return the forms under which a word may be listed, the nearest first, itself included.

    >>> variants("t-shirts")
    ('t-shirts', 't-shirt', 'tshirt')
    """
    forms = [word, lemma(word)]
    if "-" in word:
        forms.append(forms[1].replace("-", ""))
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=200_000)
def other_forms(word: str) -> tuple[str, ...]:
    """Return the further forms under which a search finds a word in match form: its number, its joints.

    Every other word with the same `lemma` is among them (and some that nobody writes), and the parts of a
    hyphened word, apart and joined.

    >>> other_forms("batteries")
    ('battery', 'batterys', "battery's", "batterys'")
    >>> other_forms("t-shirts")
    ('shirts', 't-shirt', "t-shirt's", "t-shirts'", 'tshirts', 'tshirt')
    """
    base = lemma(word)
    if not base.isascii() or not base.replace("-", "").isalpha():
        return ()
    parts = [part for part in pieces(word) if len(part) > 1] if "-" in word else []
    ies = base[:-1] + "ies" if base.endswith("y") else base
    regular = (base, base + "s", base + "es", ies, base + "'s", base + "s'")
    forms = [form for form in (*regular, *_PLURALS.get(base, ())) if lemma(form) == base]
    joined = [form.replace("-", "") for form in (word, base)]
    return tuple(form for form in dict.fromkeys((*parts, *forms, *joined)) if form != word)


_PLURALS: Mapping[str, tuple[str, ...]] = {
    base: tuple(form for form, single in IRREGULAR.items() if single == base) for base in IRREGULAR.values()
}

_ENDINGS = ("ings", "ing", "ers", "er", "ed", "ion", "or", "able", "y")
SHORTEST_STEM = 4
"""Letters left after an ending is taken off."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return what is left of a word in match form without its ending, to find words akin.

    Coarse: it says that two words may be about the same, never that they are.

    >>> stem("insulated") == stem("insulation"), stem("paneling") == stem("panels")
    (True, True)
    """
    base = lemma(word)
    for ending in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= SHORTEST_STEM:
            base = base[: -len(ending)]
            break
    if len(base) > SHORTEST_STEM and base[-1] in ("e", base[-2]):
        base = base[:-1]
    return base


def pieces(word: str) -> list[str]:
    """Return the parts of a word that hyphens or slashes join.

    >>> pieces("leak-proof"), pieces("3/4")
    (['leak', 'proof'], ['3/4'])
    """
    parts = [part for part in _JOINTS.split(word) if part]
    return parts if parts and not _FRACTION.fullmatch(word) else [word]


_JOINTS = re.compile("[-/+&]")
_FRACTION = re.compile(r"\d+/\d+")


def without_a_letter(word: str) -> set[str]:
    """Return a word and its forms with one letter left out; two words share one if a single edit parts them.

    >>> not without_a_letter("vaccum").isdisjoint(without_a_letter("vacuum"))
    True
    """
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def spaced_words(text: str) -> list[str]:
    """Return the words of a spaced text in match form.

    >>> spaced_words("leak-proof lid, men's 32 oz")
    ['leak-proof', 'lid', "men's", '32', 'oz']
    """
    return _SPACED_WORD.findall(text)


def _singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < SHORTEST_PLURAL or word in _UNCHANGED or not word.endswith("s") or _NO_PLURAL.search(word):
        return word
    if word.endswith("ies"):
        return word[:-1] if word[:-2] in _IE_STEMS else word[:-3] + "y"
    return word[:-2] if _SIBILANT_PLURAL.search(word) else word[:-1]
