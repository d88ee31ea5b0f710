"""What the reader of workbooks stumbles over: one sentence, nothing on stderr."""

import os

import pytest
from python_calamine import CalamineWorkbook

from kwopt.errors import TableError
from kwopt.tables.readers.panics import guarded
from kwopt.tables.readers.workbooks import read_workbook
from tests.workbook_files import PLAIN, edited, xlsb


def test_panic_is_damage_without_a_note(capfd: pytest.CaptureFixture[str]) -> None:
    """A binary workbook at which the reader panics is named damaged, and stderr stays empty."""
    data = edited(xlsb(PLAIN), "xl/workbook.bin", lambda part: part[:8] + b"\xff" * 4 + part[12:])
    with pytest.raises(TableError, match=r"a\.xlsb: the workbook is damaged or cut off"):
        read_workbook(data, file="a.xlsb")
    assert capfd.readouterr().err == ""


def test_stderr_is_given_back(capfd: pytest.CaptureFixture[str]) -> None:
    """After a quiet call stderr is what it was, also where the call fails."""

    def fail() -> None:
        os.write(2, b"lost\n")
        CalamineWorkbook.from_path("there is no such file")

    with pytest.raises(TableError):
        guarded(fail, file="a.xls", quiet=True)
    os.write(2, b"heard\n")
    assert capfd.readouterr().err == "heard\n"


def test_other_exceptions_pass() -> None:
    """What is no failure of the reader is not hidden: interrupts above all."""

    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(interrupted, file="a.xlsx")
