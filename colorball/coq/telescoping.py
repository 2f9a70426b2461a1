"""Finite sums and inductions over epochs as theorems of Coq."""

from __future__ import annotations

from colorball.checker.language import parse
from colorball.checker.rules import Induction, Sum
from colorball.coq.notation import name_of
from colorball.coq.step_text import Step, apply_both, following, read
from colorball.coq.workshop import Workshop
from colorball.errors import InputError

__all__ = ["export_induction", "export_sum"]

_EPOCH, _LAST = "l", "k"  # of an induction over epochs


def export_sum(step: Step, rule: Sum, shop: Workshop) -> None:
    """The sum is what the certificate says, by its antidifference."""
    name, index = rule.name, rule.index
    if step.get("index") != index:
        raise InputError("certificate", step.get("index"), f"the index {index} in step {name}")
    summand, value = read(step, "summand"), read(step, "value")
    antidifference = read(step, "antidifference")
    own, start, stop = parse(rule.summand), parse(rule.start), parse(rule.stop)
    stated_start, stated_stop = read(step, "start"), read(step, "stop")
    shop.begin(
        name,
        [summand, antidifference, value, own],
        [("name", index), start, stop, stated_start, stated_stop],
    )
    total = shop.define(name, value)
    witness = shop.define_at(f"{name}__antidifference", antidifference, index)
    here = witness(("name", index))
    if stated_start != start:
        shop.same_integers(f"{name}__from", stated_start, start)
    if stated_stop != stop:
        shop.same_integers(f"{name}__to", stated_stop, stop)
    said = shop.same(f"{name}__summand", summand, own)
    passes = shop.identity(f"{name}__step", ("-", witness(following(index)), here), summand)
    first = shop.identity(f"{name}__start", witness(start), ("int", 0))
    last = shop.identity(f"{name}__stop", witness(stop), total)
    shop.conclude(
        f"{name}__sum",
        [said, passes, first, last],
        f"{shop.sum_of(own, index, start, stop)} = {shop.real(total)}",
        [
            f"apply (telescope _ (fun {name_of(index)} : Z => {shop.real(here)})).",
            "- lia.",
            f"- {apply_both(first, None)}",
            f"- {apply_both(last, None)}",
            f"- intros {name_of(index)} Range. {apply_both(passes, said)}",
        ],
        between=(start, stop),
        index=index,
    )


def export_induction(step: Step, rule: Induction, shop: Workshop) -> None:
    """The base and what all epochs add make the conclusion, by the certificate's claim."""
    name = rule.name
    claim, base, added, conclusion = (
        read(step, field) for field in ("claim", "base", "added", "conclusion")
    )
    own_base, own_added, own_end = parse(rule.base), parse(rule.added), parse(rule.conclusion)
    epoch, last = ("name", _EPOCH), ("name", _LAST)
    shop.begin(name, [claim, base, added, conclusion, own_base, own_added, own_end], [epoch, last])
    shop.define(name, conclusion)
    holds = shop.define_at(f"{name}__claim", claim, _EPOCH)
    here, after = holds(epoch), holds(following(_EPOCH))
    said_base = shop.same(f"{name}__base", base, own_base)
    said_added = shop.same(f"{name}__added", added, own_added)
    said_end = shop.same(f"{name}__conclusion", conclusion, own_end)
    begins = shop.identity(f"{name}__first", holds(last), base)
    passes = shop.identity(f"{name}__next", ("-", here, after), added)
    ends = shop.identity(f"{name}__last", holds(("int", 1)), conclusion)
    total = shop.sum_of(own_added, _EPOCH, ("int", 1), last)
    shop.conclude(
        f"{name}__induction",
        [said_base, said_added, said_end, begins, passes, ends],
        f"{shop.real(own_base)} + {total} = {shop.real(own_end)}",
        [
            f"apply (descend (fun {name_of(_EPOCH)} : Z => {shop.real(here)})).",
            "- lia.",
            f"- {apply_both(begins, said_base)}",
            f"- {apply_both(ends, said_end)}",
            f"- intros {name_of(_EPOCH)} Range. {apply_both(passes, said_added)}",
        ],
        between=(("int", 1), last),
        index=_EPOCH,
    )
