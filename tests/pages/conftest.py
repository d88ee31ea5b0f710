"""What tests of pages share: the study of a product that states everything."""

import pytest

from kwopt.pages.study import Study
from tests.made_studies import MONEY, TODAY, made_study


@pytest.fixture(scope="session")
def whole() -> Study:
    """Return the study of a product with money and a title, in two titles."""
    return made_study(n=2, title=TODAY, **MONEY)
