"""What concerns a whole shop: more keywords or products than fit into one call.

`lists` scores keyword lists of any length, `batch` titles whole catalogs, `allocation` shares the demand out
among similar products of a batch.
"""
