"""The result of bidding: ceilings with all that is printed beside them. Owns no arithmetic of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.bids.advice.advice import reason_sentences
from kwopt.bids.economics.unit_economics import UnitEconomics
from kwopt.bids.rates.click_rates import ClickRates
from kwopt.models import Notice
from kwopt.scoring.rates.conversion import Posterior
from kwopt.scoring.rates.credible import Floats

Mode = Literal["keywords", "report"]


@dataclass(frozen=True)
class Goal:
    """What the seller wants besides not losing money, and what it leaves for advertising per order.

    `profit_share` is the allowance as a share of the profit, from 0 to 1; 1 without targets.
    """

    allowance: float
    profit_share: float
    target_roas: float | None = None
    profit_kept: float = 0.0

    @property
    def is_set(self) -> bool:
        """Whether a target was given."""
        return self.target_roas is not None or self.profit_kept > 0


@dataclass(frozen=True)
class BidResult:
    """Bid ceilings with all that is printed beside them; fields bear the JSON's names.

    `frame` holds one row per keyword in order of first appearance; its `reason` is a message code
    ("bids.too_little_data"), whose sentence `reasons` gives. `rates` is the posterior of each row's orders
    per click and what own clicks taught, `margin` the share of sales that is left before advertising, if that
    was given instead of a profit.
    """

    frame: pd.DataFrame
    unit_economics: UnitEconomics
    mode: Mode
    currency: str | None
    max_loss_probability: float
    goal: Goal
    rates: ClickRates
    margin: float | None
    totals: Mapping[str, float] | None
    notices: tuple[Notice, ...]

    @property
    def break_even_roas(self) -> float | None:
        """Sales per unit of spend at which advertising earns nothing; None without price or profit."""
        return self.unit_economics.break_even_roas

    @property
    def break_even_acos(self) -> float | None:
        """Spend per unit of sales at which advertising earns nothing; None without price or profit."""
        return self.unit_economics.break_even_acos

    @property
    def posterior(self) -> Posterior:
        """Posterior of each row's orders per click."""
        return self.rates.posterior

    @property
    def profits(self) -> Floats:
        """Profit of an order of each row before advertising."""
        if self.margin is None:
            return np.full(len(self.frame), self.unit_economics.profit_per_order)
        return self.margin * self.frame[c.VALUE_PER_ORDER].to_numpy(dtype=np.float64)

    @property
    def rates_learned(self) -> dict[str, Any] | None:
        """What own clicks taught of rates; None without any.

        `strength`: clicks that a keyword's expected rate is worth; `spreads`: the standard deviation of the
        log-odds by words, campaigns, ad groups, match types, popularity and weeks.
        """
        pooled = self.rates.pooled
        if pooled is None:
            return None
        return {"strength": pooled.pooling.strength, "spreads": dict(pooled.spreads)}

    def reasons(self, lang: str = "en") -> list[str]:
        """Return for each row of a report why its verdict is what it is, in one sentence."""
        if self.mode != "report":
            return []
        return reason_sentences(self.frame, currency=self.currency, lang=lang)
