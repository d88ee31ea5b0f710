"""From cells to figures in canonical units: scales, buckets, ratios held against their parts, ids."""
