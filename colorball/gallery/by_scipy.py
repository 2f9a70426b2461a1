"""Newton, BFGS and L-BFGS, as SciPy has them."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from colorball.gallery.counted import Counted, NotFiniteError
from colorball.gallery.run import Trace
from colorball.problems.problem import Floats

__all__ = ["SCIPY_METHODS", "MissingScipyError", "by_scipy", "require_scipy"]

SCIPY_METHODS = ("newton", "bfgs", "l-bfgs")
_MOST = 10**9  # SciPy's own limit of evaluations would end a run before its iterations do
# tolerances of 0: a run ends with its iterations, or where its arithmetic can do no better
_SETTINGS: dict[str, dict[str, object]] = {
    "Newton-CG": {"xtol": 0.0},
    "trust-exact": {"gtol": 0.0},
    "BFGS": {"gtol": 0.0},
    "L-BFGS-B": {"ftol": 0.0, "gtol": 0.0, "maxfun": _MOST},
}


class MissingScipyError(Exception):
    """SciPy is not installed; the message says how to get it."""


def require_scipy() -> Any:
    """SciPy's ``minimize``.

    Raises:
        MissingScipyError: if it is not installed, with a message for the user.
    """
    try:
        from scipy.optimize import minimize
    except ImportError:
        raise MissingScipyError(
            "Newton, BFGS and L-BFGS need SciPy: pip install 'colorball[simulate]'"
        ) from None
    return minimize


def by_scipy(method: str, counted: Counted, start: Floats, iterations: int) -> Trace:
    """Run one of SciPy's methods and note the point after each iteration.

    Newton is ``Newton-CG``, which takes differences of gradients for the second derivative; with a
    Hessian it is ``trust-exact``.

    Args:
        method: one of ``SCIPY_METHODS``.
        counted: what is minimized.
        start: flat.
        iterations: at most so many.

    Raises:
        MissingScipyError: if SciPy is not installed.
    """
    minimize = require_scipy()
    newton = "Newton-CG" if counted.hessian is None else "trust-exact"
    name = {"newton": newton, "bfgs": "BFGS", "l-bfgs": "L-BFGS-B"}[method]
    trace = Trace()
    trace.add(counted, start)

    def note(intermediate_result: Any) -> None:  # SciPy looks at the argument's name
        if len(trace.points) <= iterations:
            trace.add(counted, intermediate_result.x)

    with warnings.catch_warnings(record=True) as warned, np.errstate(all="ignore"):
        warnings.simplefilter("always")
        try:
            found = minimize(
                counted.value,
                start,
                jac=counted.gradient,
                hess=counted.second if name == "trust-exact" else None,
                method=name,
                callback=note,
                options={**_SETTINGS[name], "maxiter": iterations},
            )
            message = str(found.message)
        except (NotFiniteError, np.linalg.LinAlgError) as error:
            message = str(error)
    if len(trace.points) <= iterations:
        trace.note = message
    elif warned:
        trace.note = str(warned[0].message)
    return trace
