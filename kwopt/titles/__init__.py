"""Titles: scored keywords and a product become titles with value and proof; and audits of titles."""

from kwopt.titles.audit import audit_title
from kwopt.titles.audited import Audit, AuditedWord, Edit, MissedKeyword
from kwopt.titles.compose import TitleResult, compose, compose_titles

__all__ = [
    "Audit", "AuditedWord", "Edit", "MissedKeyword", "TitleResult", "audit_title", "compose",
    "compose_titles",
]  # fmt: skip
