import io
import sys

from colorball.cli.progress import progress_bar


class _Terminal(io.StringIO):
    def isatty(self):
        return True


def terminal(monkeypatch):
    """Makes standard error one; not a fixture, as pytest puts its own back before the test."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "stderr", _Terminal())
    return sys.stderr


def test_nothing_is_shown_where_nobody_watches(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress_bar("steps") as progress:
        progress(1, 2)
    assert sys.stderr.getvalue() == ""


def test_a_bar_with_the_time_left(monkeypatch):
    shown = terminal(monkeypatch)
    with progress_bar("steps") as progress:
        progress(0, 100)
        progress(50, 100)
    text = shown.getvalue()
    assert "steps" in text
    assert "left" in text


def test_what_was_done_before_is_no_measure_of_the_speed(monkeypatch):
    from rich import progress as rich_progress

    terminal(monkeypatch)
    bars = []

    class Bar(rich_progress.Progress):
        def __init__(self, *columns, **options):
            super().__init__(*columns, **options, get_time=lambda: clock[0])
            bars.append(self)

    clock = [0.0]
    monkeypatch.setattr(rich_progress, "Progress", Bar)
    with progress_bar("steps") as progress:
        clock[0] = 1.0
        progress(900, 1000)  # found in the folder
        clock[0] = 61.0
        progress(910, 1000)
        clock[0] = 121.0
        progress(920, 1000)
        task = bars[0].tasks[0]
        assert (task.completed, task.total) == (920, 1000)
        assert task.time_remaining == 480  # 80 steps of 6 seconds
