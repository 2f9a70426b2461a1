"""How a command fails: one line on standard error and an exit code, never a traceback."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import click

from colorball.errors import InputError

__all__ = [
    "BAD_INPUT",
    "INTERRUPTED",
    "PIPE_CLOSED",
    "UNDECIDED",
    "OneLineErrors",
    "print_error",
]

BAD_INPUT = 2
UNDECIDED = 3  # an answer that does not decide what was asked
INTERRUPTED = 130  # what shells report for a program that Ctrl-C ended
PIPE_CLOSED = 141  # the same for one whose reader went away
_LONGEST_MESSAGE = 600


def print_error(message: str) -> None:
    """Write ``colorball: error: message`` as one line, whatever the message holds."""
    text = "".join(c if c.isprintable() else " " for c in message)
    if len(text) > _LONGEST_MESSAGE:
        half = _LONGEST_MESSAGE // 2
        text = f"{text[:half]} [...] {text[-half:]}"
    click.echo(f"colorball: error: {' '.join(text.split())}", err=True)


class OneLineErrors(click.Group):
    """A group whose commands, and the parser before them, report errors in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error that people can cause ends as an exit code."""
        try:
            result = super().invoke(ctx)
            if sys.stdout is not None:  # it is None when closed by the shell
                sys.stdout.flush()
        except InputError as error:
            print_error(str(error))
            ctx.exit(BAD_INPUT)
        except KeyboardInterrupt:
            print_error("interrupted")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _discard_output()
            ctx.exit(PIPE_CLOSED)
        except OSError as error:
            print_error(_system_message(error))
            _discard_output()
            ctx.exit(BAD_INPUT)
        except MemoryError:
            print_error("not enough memory for an input of this size")
            ctx.exit(BAD_INPUT)
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Click's ``main``, but a usage error is one line that points at ``--help``."""
        run: Callable[[], Any] = functools.partial(
            super().main, args, prog_name, complete_var, standalone_mode=False, **extra
        )
        if not standalone_mode:
            return run()
        try:
            code = run()
        except click.UsageError as error:
            _exit_for_usage(error)
        except click.ClickException as error:
            print_error(error.format_message())
            sys.exit(BAD_INPUT)
        except click.Abort:
            print_error("interrupted")
            sys.exit(INTERRUPTED)
        sys.exit(code if isinstance(code, int) else 0)


def _exit_for_usage(error: click.UsageError) -> NoReturn:
    command = error.ctx.command_path if error.ctx else "colorball"
    print_error(f"{error.format_message().rstrip('.')} (see `{command} --help`)")
    sys.exit(BAD_INPUT)


def _system_message(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{os.fsdecode(error.filename)}: {reason}" if error.filename else reason


def _discard_output() -> None:
    """Let nothing that is still buffered fail again when the interpreter ends."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (AttributeError, OSError, ValueError):  # closed, or replaced in a test
        pass
