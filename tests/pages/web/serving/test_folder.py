"""The server's private folder: what a killed server left is wiped by the next one, and nothing else."""

from pathlib import Path

import pytest

from kwopt.errors import SettingError
from kwopt.pages.web.serving.folder import private_folder


def test_nowhere_to_write_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder for temporary files the server does not begin, and says what to do."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    refused = pytest.raises(
        SettingError, match=r"^cannot write temporary files \(No such file or directory\); "
    )
    with refused, private_folder():
        pass


def test_what_killed_servers_left_is_wiped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder whose server is gone goes; that of a running one stays, and so does what is not ours."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, other = tmp_path / "kwopt-page-left", tmp_path / "kwopt-page-of-nobody"
    for folder in (left, other):
        folder.mkdir()
    (left / "in-use").touch()
    (left / "upload.csv").touch()
    with private_folder() as running:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        with private_folder():
            assert running.exists()
        assert sorted(tmp_path.iterdir()) == sorted([running, other])
