import importlib.util
import json
import sys
import types

import pytest

from colorball.certificates import verify as verification
from colorball.verdict import Verdict

from . import ledgers
