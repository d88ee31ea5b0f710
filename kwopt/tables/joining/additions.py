"""Advertising reports of several files: added where their periods are apart, and money of one currency."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from kwopt import columns
from kwopt.models import Notice
from kwopt.tables.joining.parts import Part, ends_of
from kwopt.tables.rows.merging import orders_per_click

_MONEY = (columns.SPEND, columns.SALES, *ends_of(columns.MARKET_CPC))
_CURRENCY_CODE = re.compile("[A-Z]{3}")


def in_one_currency(parts: Sequence[Part]) -> list[Part]:
    """Return the parts without money of a currency other than the first one named.

    Only files that name another currency are concerned: one that names none is taken to mean the same.
    """
    codes = [_currency(part) for part in parts]
    first = next((code for code in codes if code), None)
    return [
        part if code in (None, first) else _without_money(part, code, str(first))
        for part, code in zip(parts, codes, strict=True)
    ]


def _currency(part: Part) -> str | None:
    code = part.report.currency or ""
    money = any(name in part.frame for name in _MONEY)
    return code if money and _CURRENCY_CODE.fullmatch(code) else None


def _without_money(part: Part, code: str, first: str) -> Part:
    money = {name: values for name in _MONEY if (values := part.figures(name)) is not None}
    count = sum(int(np.isfinite(values).sum()) for values in money.values())
    if not count:
        return part
    said = {"count": count, "currency": code, "first": first}
    notice = Notice("tables.currency_left_out", "warning", said, file=part.report.file)
    reported = part.reported and part.reported.without(_MONEY)
    cleared = part.with_figures({name: np.full(len(part.rows), np.nan) for name in money})
    return replace(cleared, reported=reported).told(notice)


def with_added_reports(parts: Sequence[Part], size: int) -> list[Part]:
    """Return the parts with counts and money of reports added, where their periods are apart.

    A report joins the sum if its period overlaps that of none in it, and if it states the same figures;
    else it is said why it does not. All reports of the sum then hold the sum.
    """
    reports = [place for place, part in enumerate(parts) if part.report.format.duplicates == "sum"]
    if len(reports) < 2:
        return list(parts)
    told = list(parts)
    added = reports[:1]
    for place in reports[1:]:
        members = [told[other] for other in added]
        reason = _reason_against(told[place], members)
        if reason is None:
            added.append(place)
        if _held(told[place], members):
            told[place] = told[place].told(reason or _added(told[place], members))
    return _summed(told, added, size) if len(added) > 1 else told


def _held(part: Part, others: Sequence[Part]) -> bool:
    """Return whether any keyword of a report stands in others too; else there is nothing to say."""
    return bool(np.isin(part.rows, np.concatenate([other.rows for other in others])).any())


def _reason_against(part: Part, added: Sequence[Part]) -> Notice | None:
    """Return why a report cannot be added to others; None where it can."""
    first = added[0].report
    if part.report.period is None or first.period is None:
        undated = part.report if part.report.period is None else first
        return _warning("tables.report_undated", part, first=first.file, undated=undated.file)
    overlapped = next((other for other in added if _overlap(part, other)), None)
    if overlapped is not None:
        days = {"days": _days(part.report.period), "first_days": _days(overlapped.report.period)}
        return _warning("tables.reports_overlap", part, first=overlapped.report.file, **days)
    if _stated(part) != _stated(added[0]):
        return _warning("tables.reports_differ", part, first=first.file)
    return None


def _warning(code: str, part: Part, **params: str) -> Notice:
    return Notice(code, "warning", params, file=part.report.file)


def _overlap(one: Part, other: Part) -> bool:
    first, second = one.report.period, other.report.period
    return first is None or second is None or (first[0] <= second[1] and second[0] <= first[1])


def _days(period: tuple[date, date] | None) -> str:
    return " - ".join(day.isoformat() for day in period or ())


def _stated(part: Part) -> set[str]:
    """Return which figures a report states; spend of another currency was cleared and is not stated."""
    spend = part.figures(columns.SPEND)
    unpaid = {columns.SPEND} if spend is not None and np.isnan(spend).all() else set()
    return {name for name in columns.OWN_FIGURES if name in part.frame} - unpaid


def _added(part: Part, others: Sequence[Part]) -> Notice:
    said = {
        "days": _days(part.report.period),
        "first": [other.report.file for other in others],
        "first_days": [_days(other.report.period) for other in others],
    }
    return Notice("tables.reports_added", "info", said, file=part.report.file)


def _summed(parts: Sequence[Part], added: Sequence[int], size: int) -> list[Part]:
    """Return the parts, those of `added` with sums over all of these, and rates averaged over clicks."""
    members = [parts[place] for place in added]
    there = [name for name in columns.OWN_FIGURES if any(name in part.frame for part in members)]
    sums = {name: _sum(members, name, size) for name in there}
    rate = _rate(members, sums, size)
    if rate is not None:
        sums[columns.ORDERS_PER_CLICK] = rate
    return [_with_sums(part, sums) if place in added else part for place, part in enumerate(parts)]


def _with_sums(part: Part, sums: dict[str, np.ndarray]) -> Part:
    own = {name: values[part.rows] for name, values in sums.items() if name in part.frame}
    return replace(part.with_figures(own), added=True)


def _sum(members: Sequence[Part], name: str, size: int) -> np.ndarray:
    """Return sums over what is known; a keyword of which nothing is known stays missing."""
    total, known = np.zeros(size), np.zeros(size, dtype=bool)
    for part in members:
        values = part.figures(name)
        if values is not None:
            total[part.rows] += np.nan_to_num(values)
            known[part.rows] |= np.isfinite(values)
    return np.where(known, total, np.nan)


def _rate(members: Sequence[Part], sums: dict[str, np.ndarray], size: int) -> np.ndarray | None:
    """Return orders over clicks; where orders are not stated, the mean of the rates, weighted by clicks."""
    clicks = sums.get(columns.CLICKS)
    if clicks is None or not any(columns.ORDERS_PER_CLICK in part.frame for part in members):
        return None
    orders = sums.get(columns.ORDERS)
    if orders is None:
        orders, clicks = np.zeros(size), np.zeros(size)
        for part in members:
            rates, visits = part.figures(columns.ORDERS_PER_CLICK), part.figures(columns.CLICKS)
            if rates is not None and visits is not None:
                known = np.isfinite(rates) & np.isfinite(visits)
                orders[part.rows] += np.where(known, rates * visits, 0.0)
                clicks[part.rows] += np.where(known, visits, 0.0)
    return orders_per_click(orders, clicks)
