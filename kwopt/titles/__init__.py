"""Titles: scored keywords and one product become titles with coverage, value and proof."""

from kwopt.titles.compose import TitleResult, compose, compose_titles

__all__ = ["TitleResult", "compose", "compose_titles"]
