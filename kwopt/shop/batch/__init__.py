"""Whole catalogs: every product scored and titled; a failure is a row, and interrupted runs go on."""

from kwopt.shop.batch.catalogs import CatalogFile, read_catalog_file
from kwopt.shop.batch.result import BatchResult, FailedProduct
from kwopt.shop.batch.run import BatchPlaces, run_batch
from kwopt.shop.batch.work import BatchOptions, BatchWork

__all__ = [
    "BatchOptions", "BatchPlaces", "BatchResult", "BatchWork", "CatalogFile", "FailedProduct",
    "read_catalog_file", "run_batch",
]  # fmt: skip
