"""What tests of the report share: one report with everything, as HTML and as a tree."""

import pytest
from lxml import etree

from kwopt.pages.report import Report, html_of, report_of
from kwopt.pages.study import Study


@pytest.fixture(scope="session")
def told(whole: Study) -> Report:
    """Return what the report of a whole study says, without pictures."""
    return report_of(whole, figures=False)


@pytest.fixture(scope="session")
def page(told: Report) -> etree._Element:
    """Return the report as a tree: its HTML is well-formed XML too, so nothing is guessed in parsing."""
    return etree.fromstring(html_of(told).encode())
