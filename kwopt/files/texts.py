"""Texts as files can hold them."""


def encodable(text: str) -> str:
    """Return a text with marks for halves of surrogate pairs, which UTF-8 cannot hold: broken emojis.

    >>> encodable("旗袍" + chr(0xD83D))
    '旗袍?'
    """
    return text.encode("utf-8", "replace").decode("utf-8")
