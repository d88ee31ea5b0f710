"""Titles: scored keywords and a product become titles with value and proof; and audits of titles."""

from kwopt.titles.auditing.audit import audit_title
from kwopt.titles.auditing.audited import Audit, AuditedWord, Edit, MissedKeyword
from kwopt.titles.auditing.desk import TitleDesk, title_desk
from kwopt.titles.composing.compose import TitleResult, compose, compose_titles

__all__ = [
    "Audit", "AuditedWord", "Edit", "MissedKeyword", "TitleDesk", "TitleResult", "audit_title", "compose",
    "compose_titles", "title_desk",
]  # fmt: skip
