"""Rates that do not lie: evidence behind them, shrinkage, intervals, what rows tell of one another."""
