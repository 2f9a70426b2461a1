"""What the compiler has to know of a rule, a problem and a sampling scheme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from colorball.balls.sampling import Sampling
from colorball.problems.problem import Problem
from colorball.rules.rule import Flags, Rule
from colorball.simulation.plan import Plan

__all__ = ["Functions", "Shape", "flags_of", "functions_for", "shape_of"]


class Shape(NamedTuple):
    """Which parts of the formulas are needed."""

    has_m: bool
    has_v: bool
    has_w: bool
    root_of_w: bool  # else of v
    projected: bool
    replaced: bool  # parts are drawn with replacement
    once: bool  # one order for all epochs
    cyclic: bool
    linear: bool  # gradients do not depend on x, and arithmetic may be fused


class Functions(NamedTuple):
    """The functions of a rule and a problem; see ``Rule.update`` and ``OddPart``."""

    update: Callable[..., Any]
    gradient: Callable[..., Any]
    curvature: Callable[..., Any]
    total: Callable[..., Any]
    slope: Callable[..., Any]


def functions_for(rule: Rule, problem: Problem) -> Functions:
    """The functions of a rule and a problem with an odd part."""
    odd = problem.odd_part
    assert odd is not None, "choose_engine sees to it"
    return Functions(rule.update, odd.gradient, odd.curvature, odd.total, odd.slope)


def flags_of(plan: Plan, quick: int) -> Flags:
    """A plan's flags with this kind of inverse roots, if any are taken."""
    takes_roots = plan.rule.under_root and plan.flags.epsilon == 0
    return plan.flags._replace(quick=quick if takes_roots else 0)


def shape_of(plan: Plan, problem: Problem, linear: bool) -> Shape:
    """The shape of a plan's runs on one of its problems."""
    rule, sampling = plan.rule, plan.sampling
    return Shape(
        has_m="m" in rule.slots,
        has_v="v" in rule.slots,
        has_w="w" in rule.slots,
        root_of_w=rule.under_root == "w",
        projected=problem.interval is not None,
        replaced=sampling is Sampling.WITH_REPLACEMENT,
        once=sampling is Sampling.SHUFFLE_ONCE,
        cyclic=sampling is Sampling.CYCLIC,
        linear=linear,
    )
