"""Demand against supply: buyers, listings, competition, worth."""
