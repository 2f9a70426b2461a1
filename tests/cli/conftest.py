from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from colorball.cli.main import cli


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command in this process; a traceback fails the test at once."""

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(
            cli, list(arguments), prog_name="colorball", catch_exceptions=False
        )

    return invoke
