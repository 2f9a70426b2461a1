"""The development, built once for all tests that need it."""

import pytest

from colorball.coq.development import build_development
from colorball.coq.program import MissingCoqError, find_coq


@pytest.fixture(scope="session")
def coq():
    try:
        return find_coq()
    except MissingCoqError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def development(coq, tmp_path_factory):
    """The folder in which it was built, and what came of it."""
    folder = tmp_path_factory.mktemp("coq") / "development"
    return folder, build_development(coq, folder, "assumptions")
