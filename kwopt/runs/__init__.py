"""Long work in parts: where the parts are worked on, and a journal of those that are done."""

from kwopt.runs.journal import Journal

__all__ = ["Journal"]
