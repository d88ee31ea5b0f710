"""Scored tables, come back: what of them a tool stated."""

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.tables.scored import without_estimates


def test_given_buyers_stay() -> None:
    """Only estimates are cleared: buyers that a tool stated are kept."""
    frame = pd.DataFrame({c.MARKET_BUYERS: [5.0, 7.0], c.MARKET_BUYERS_BASIS: ["given", "clicks"]})
    assert without_estimates(frame)[c.MARKET_BUYERS].tolist() == pytest.approx([5.0, np.nan], nan_ok=True)
    assert frame[c.MARKET_BUYERS].tolist() == [5.0, 7.0]
