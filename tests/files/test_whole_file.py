import stat
import sys
from pathlib import Path

import pytest

from colorball.files.whole_file import made_whole, write_whole


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_folders_are_made_and_line_ends_kept(tmp_path):
    path = write_whole(tmp_path / "a" / "b" / "c.txt", "β\n\r\n")
    assert path.read_bytes() == "β\n\r\n".encode()
    assert names(path.parent) == ["c.txt"]


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = write_whole(tmp_path / "c.txt", "old")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert names(tmp_path) == ["c.txt"]


def test_text_that_cannot_be_encoded_leaves_nothing(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "c.txt", "\ud800")
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_the_file_is_as_readable_as_any_other(tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("")
    path = write_whole(tmp_path / "c.txt", "")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


def test_a_folder_in_the_way_is_an_error(tmp_path):
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(OSError, match=r"c\.txt"):
        write_whole(tmp_path / "c.txt", "x")
    assert names(tmp_path) == ["c.txt"]


def test_another_librarys_file_takes_the_name_at_the_end(tmp_path):
    path = tmp_path / "c.bin"
    path.write_bytes(b"old")
    with made_whole(path) as part:
        part.write_bytes(b"new")
        assert path.read_bytes() == b"old"
        assert part.parent == path.parent
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["c.bin"]


def test_an_error_while_it_is_made_leaves_the_old_file(tmp_path):
    path = tmp_path / "c.bin"
    path.write_bytes(b"old")

    def fail():
        with made_whole(path) as part:
            part.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["c.bin"]
