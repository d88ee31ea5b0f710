"""What tests of the bench share: the packaged sample, read and scored."""

import pytest

from kwopt.pages.bench import Bench
from tests.made_bench import sample_bench


@pytest.fixture(scope="session")
def bench() -> Bench:
    """Return a bench with the sample, scored for its product; tests that change it make their own."""
    return sample_bench()
