"""The fields of a marketplace besides the title: short titles, highlights, search terms, tags."""

from kwopt.titles.fields.compose import compose_fields
from kwopt.titles.fields.records import ComposedField

__all__ = ["ComposedField", "compose_fields"]
