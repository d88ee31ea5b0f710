"""Where files may be written: inputs under any name, suffixes, names without one."""

from pathlib import Path

import pytest

from kwopt.errors import TableError
from kwopt.files.places import check_file, check_place


def test_inputs_under_other_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An input is known by a relative path, a detour, a link and a hard link; a copy is another file."""
    source = tmp_path / "in.csv"
    source.write_bytes(b"input")
    (tmp_path / "folder").mkdir()
    (tmp_path / "soft.csv").symlink_to(source)
    (tmp_path / "hard.csv").hardlink_to(source)
    (tmp_path / "copy.csv").write_bytes(b"input")
    monkeypatch.chdir(tmp_path)
    for name in ("in.csv", "./in.csv", "folder/../in.csv", "soft.csv", "hard.csv", str(source)):
        for protected in (source, "in.csv", "soft.csv"):
            with pytest.raises(TableError, match="is an input and is not written over"):
                check_place(Path(name), [protected])
    check_place(Path("copy.csv"), [source, "not there.csv", "a\0b"])


def test_the_suffix_must_be_known(tmp_path: Path) -> None:
    """A suffix is known in capitals too; another one, and none, are told with those that are known."""
    check_file(tmp_path / "out.CSV", (".csv", ".tsv"))
    with pytest.raises(TableError, match=r'cannot write files that end in "\.doc"; use one of: \.csv, \.tsv'):
        check_file(tmp_path / "out.doc", (".csv", ".tsv"))
    for name in ("out", ""):
        with pytest.raises(TableError, match="the name does not end in a format"):
            check_file(name, (".csv",))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A known suffix does not make a place."""
    with pytest.raises(TableError, match="there is no folder"):
        check_file(tmp_path / "no" / "out.csv", (".csv",))
