"""Small seeded title problems with their answers by brute force."""

import pytest

from tests.small_titles import Instance, solved_instances

SEEDS = 200


@pytest.fixture(scope="session")
def instances() -> list[Instance]:
    """Solvable small problems with their answers."""
    return list(solved_instances(range(SEEDS)))
