"""docs/sweeps.md says what there is."""

import inspect
import re
from pathlib import Path

from colorball.simulation.observables import OBSERVABLES
from colorball.simulation.plan import make_plan
from colorball.sweeps.axis import Spacing
from colorball.sweeps.settings import plan_of, read_config

PAGE = (Path(__file__).parents[2] / "docs" / "sweeps.md").read_text("utf-8")


def test_the_configuration_is_valid(tmp_path):
    (block,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "c.toml").write_text(block)
    plan = plan_of(read_config(tmp_path / "c.toml"))
    assert plan.shape == (2, 64, 64, 4)


def test_every_key_is_there():
    table = PAGE.split("| Key |")[1].split("\n\n")[0]
    keys = set(re.findall(r"`([a-z_0-9]+)`", " ".join(re.findall(r"^\| (.*?) \|", table, re.M))))
    assert keys == {*inspect.signature(make_plan).parameters, "library"} - {"options"}


def test_every_spacing_and_observable_is_there():
    assert set(re.findall(r"^`([a-z-]+)`\n: ", PAGE, flags=re.MULTILINE)) == set(Spacing)
    table = PAGE.split("| Name |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `([a-z_0-9]+)`", table, flags=re.MULTILINE) == [
        each.name for each in OBSERVABLES
    ]
