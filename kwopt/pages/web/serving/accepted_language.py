"""Which of the page's languages a browser asks for."""

from kwopt.locales import LANGUAGES, Lang


def language_asked(accepted: str) -> Lang:
    """Return the language that a browser's header `Accept-Language` prefers: "zh", else "en".

    >>> language_asked("zh-CN,zh;q=0.9,en;q=0.8"), language_asked("de,en;q=0.9,zh;q=0.1"), language_asked("")
    ('zh', 'en', 'en')
    """
    wanted = [_weighed(part) for part in accepted.split(",") if part.strip()]
    known = [(weight, lang) for weight, name in wanted for lang in LANGUAGES if lang == name]
    return max(known, key=lambda pair: pair[0])[1] if known else "en"


def _weighed(part: str) -> tuple[float, str]:
    name, _, weight = part.partition(";")
    try:
        share = float(weight.strip().removeprefix("q=")) if weight else 1.0
    except ValueError:
        share = 0.0
    return share, name.strip().lower().partition("-")[0]
