r"""The sign of the drift at a point, as theorems for Coq's kernel with coq-interval.

The file follows Adam's own recursion from any past. Its theorems say, for these n and betas: the
mean displacement of every epoch with at least K - 1 epochs before it is beyond a number, and so is
its mean over any stationary law. What is proved once, for all n and betas, comes before them in the
same file; the last step is a computation with coq-interval's intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from colorball.coq.interval_bound import look_back_bound, look_back_size
from colorball.coq.interval_drift_theory import DRIFT_THEORY
from colorball.coq.interval_text import (
    HEAD,
    coq_module,
    fraction_text,
    theory_text,
    wrapped_comment,
)
from colorball.errors import InputError
from colorball.exact.rational import RationalLike, from_flint, rational_text
from colorball.phase.arguments import read_beta, read_parts
from colorball.verdict import Verdict

__all__ = ["DriftGoal", "drift_sign_goal"]

_BITS = 40  # of the intervals in Coq, for betas that are not near to 1
_GUARD_BITS = 8  # our balls have fewer: what they decide Coq's intervals decide, too
_MOST_TERMS = 20_000  # of the sum: some ten seconds for Coq
_MOST_EPOCHS = 40
_SIGNS = {"negative": 1, "positive": -1}


@dataclass(frozen=True)
class DriftGoal:
    """A Coq file that proves the sign of a drift.

    Attributes:
        text: the whole file; empty if the sign is undecided and no goal was forced.
        theorems: names of its theorems.
        n: number of parts.
        beta1: momentum coefficient.
        beta2: of the second moment.
        epochs: how many epochs are looked back on; for an undecided sign, how many were tried.
        sign: ``"negative"``, ``"positive"`` or ``"undecided"``; the one that was forced, if any.
        margin: the drift is below minus this, or above it; 0 if undecided.
        verdict: ``proved`` if ball arithmetic shows what Coq is to show, else ``undecided``.
    """

    text: str
    theorems: tuple[str, ...]
    n: int
    beta1: Fraction
    beta2: Fraction
    epochs: int
    sign: str
    margin: Fraction
    verdict: Verdict


def drift_sign_goal(
    n: int | str,
    beta1: RationalLike,
    beta2: RationalLike,
    epochs: int | str | None = None,
    *,
    force: str | None = None,
) -> DriftGoal:
    """Coq text that proves the sign of the drift of Adam on Function (2), random reshuffling.

    Ball arithmetic looks first whether K epochs of look-back decide. If they do not, the verdict
    is ``undecided`` and there is no text.

    Args:
        n: number of parts, an integer >= 3.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        beta2: second-moment coefficient, 0 <= beta2 < 1.
        epochs: K, the running epoch included; ``n^(K+1)`` terms, 20,000 at most. By default the
            least that decides.
        force: ``"negative"`` or ``"positive"``: write the goal for this sign, true or not. For
            negative controls.

    Raises:
        InputError: for arguments out of range, or too many terms.

    Source: docs, "The drift".

    Example:
        >>> goal = drift_sign_goal(3, "1/5", "3/10")
        >>> goal.sign, goal.epochs, str(goal.margin)
        ('negative', 2, '4/25')
        >>> str(drift_sign_goal(3, "1/5", "3/10", 1).verdict)
        'undecided'
    """
    parts = read_parts(n)
    b1, b2 = read_beta(beta1, "beta1"), read_beta(beta2, "beta2")
    looks = _look_backs(parts, epochs)
    if force is not None:
        if force not in _SIGNS:
            raise InputError("force", force, "negative or positive")
        margin = _margin(parts, b1, b2, looks[0], force)
        text, theorems = _text(parts, b1, b2, looks[0], force, margin)
        verdict = Verdict.PROVED if margin > 0 else Verdict.UNDECIDED
        return DriftGoal(text, theorems, parts, b1, b2, looks[0], force, margin, verdict)
    for tried in looks:
        for sign in _SIGNS:
            margin = _margin(parts, b1, b2, tried, sign)
            if margin > 0:
                text, theorems = _text(parts, b1, b2, tried, sign, margin)
                return DriftGoal(text, theorems, parts, b1, b2, tried, sign, margin, Verdict.PROVED)
    zero = Fraction(0)
    return DriftGoal("", (), parts, b1, b2, looks[-1], "undecided", zero, Verdict.UNDECIDED)


def _look_backs(n: int, epochs: int | str | None) -> range:
    """The numbers of epochs to try."""
    most = 0
    while most < _MOST_EPOCHS and look_back_size(n, most + 1) <= _MOST_TERMS:
        most += 1
    if most == 0:
        raise InputError("n", n, f"an integer n with n^2 <= {_MOST_TERMS} terms for Coq")
    if epochs is None:
        return range(1, most + 1)
    valid = f"an integer with 1 <= epochs <= {most} for n = {n}: n^(epochs+1) terms"
    try:
        value = int(str(epochs)) if not isinstance(epochs, bool) else 0
    except ValueError:
        raise InputError("epochs", epochs, valid) from None
    if not 1 <= value <= most:
        raise InputError("epochs", epochs, valid)
    return range(value, value + 1)


def _bits(b1: Fraction, b2: Fraction) -> int:
    """Enough bits for ``1 - beta``, too."""
    return _BITS + 2 * max(int(1 / (1 - b)).bit_length() for b in (b1, b2))


def _margin(n: int, b1: Fraction, b2: Fraction, epochs: int, sign: str) -> Fraction:
    """A short fraction > 0 that the drift is beyond, by enough for Coq's intervals to see it.

    0 if there is none.
    """
    bits = _bits(b1, b2) - _GUARD_BITS
    bound = look_back_bound(n, b1, b2, epochs, _SIGNS[sign], bits)
    if not bound.is_finite():
        return Fraction(0)
    slack = Fraction(n, 2 ** (_BITS - 14))
    upper = from_flint(bound.upper().fmpq())
    room = -upper * Fraction(999, 1000) - slack
    if room <= 0:
        return Fraction(0)
    unit = Fraction(1)
    while room < 10 * unit:  # two digits
        unit /= 10
    return unit * (room // unit)


def _text(
    n: int, b1: Fraction, b2: Fraction, epochs: int, sign: str, margin: Fraction
) -> tuple[str, tuple[str, ...]]:
    edge = -margin if sign == "negative" else margin
    names = ("drift_later", "drift_stationary", "drift_not_otherwise")
    betas = f"{rational_text(b1)}, {rational_text(b2)}"
    title = wrapped_comment(
        f"The drift D of Adam on Function (2) is {sign} at beta_1, beta_2 = {betas} for n = {n}, "
        f"with a look-back of K = {epochs}.",
        f"Made by: colorball export-coq-drift --n {n} --beta1 {rational_text(b1)} --beta2 "
        f"{rational_text(b2)} --epochs {epochs} --out FILE.v",
        "It compiles with Coq and coq-interval: coqc FILE.v. What depends on n and the betas is "
        "the module Point at the end; the definitions are in the modules Adam and Drift.",
    )
    theory = theory_text(_bits(b1, b2), DRIFT_THEORY)
    point = _POINT[sign]
    for key, value in {
        "@N": str(n),
        "@B1": fraction_text(b1),
        "@B2": fraction_text(b2),
        "@ARGUMENTS": f"{b1.numerator} {b1.denominator} {b2.numerator} {b2.denominator}",
        "@BOUND": f"({-margin.numerator}) {margin.denominator}",
        "@EDGE": fraction_text(edge),
        "@MARGIN": fraction_text(-margin),
        "@K": str(epochs - 1),
    }.items():
        point = point.replace(key, value)
    text = f"{title}\n{HEAD}\n{coq_module('Look_back', theory, point)}"
    return text, tuple(f"Look_back.Point.{name}" for name in names)


_START = """(** ** The point *)

Module Point.
Import Adam Drift.
Local Open Scope R_scope.

Definition n : nat := @N.
Definition b1 : R := @B1.
Definition b2 : R := @B2.
Definition K : nat := S @K.

Lemma n_pos : (0 < n)%nat. Proof. unfold n; lia. Qed.
Lemma b1_range : 0 <= b1 < 1. Proof. unfold b1; lra. Qed.
Lemma b2_range : 0 <= b2 < 1. Proof. unfold b2; lra. Qed.
"""

_NEGATIVE = """
(** The number: computed in intervals. *)
Lemma bound_below_number : bound n b1 b2 1 @K < @EDGE.
Proof. apply (bound_below @N true @K @ARGUMENTS @BOUND); vm_cast_no_check (eq_refl true). Qed.

(** After any past, the mean displacement of each epoch from the K-th on. *)
Theorem drift_later l sm sv : (K <= S l)%nat -> past n b1 b2 sm sv ->
  drift_after n b1 b2 l sm sv < @EDGE.
Proof.
intros H; unfold K in H.
apply (drift_below n b1 b2 n_pos b1_range b2_range _ @K); [apply bound_below_number | lia].
Qed.

(** The drift: the mean over any stationary law of the moments. *)
Theorem drift_stationary E : stationary n b1 b2 E -> E (drift_after n b1 b2 0) < @EDGE.
Proof.
apply (stationary_below n b1 b2 n_pos b1_range b2_range _ @K), bound_below_number.
Qed.

(** The opposite is false. *)
Theorem drift_not_otherwise l : (K <= S l)%nat ->
  ~ (forall sm sv, past n b1 b2 sm sv -> @EDGE <= drift_after n b1 b2 l sm sv).
Proof.
intros H; unfold K in H.
apply (not_above n b1 b2 n_pos b1_range b2_range _ @K); [apply bound_below_number | lia].
Qed.
End Point.
"""

_POSITIVE = """
(** The number: computed in intervals. The bound is one of minus the drift, from above. *)
Lemma bound_below_number : bound n b1 b2 (-1) @K < - (@EDGE).
Proof.
apply Rlt_le_trans with (@MARGIN); [|lra].
apply (bound_below @N false @K @ARGUMENTS @BOUND); vm_cast_no_check (eq_refl true).
Qed.

(** After any past, the mean displacement of each epoch from the K-th on. *)
Theorem drift_later l sm sv : (K <= S l)%nat -> past n b1 b2 sm sv ->
  @EDGE < drift_after n b1 b2 l sm sv.
Proof.
intros H; unfold K in H.
apply (drift_above n b1 b2 n_pos b1_range b2_range _ @K); [apply bound_below_number | lia].
Qed.

(** The drift: the mean over any stationary law of the moments. *)
Theorem drift_stationary E : stationary n b1 b2 E -> @EDGE < E (drift_after n b1 b2 0).
Proof.
apply (stationary_above n b1 b2 n_pos b1_range b2_range _ @K), bound_below_number.
Qed.

(** The opposite is false. *)
Theorem drift_not_otherwise l : (K <= S l)%nat ->
  ~ (forall sm sv, past n b1 b2 sm sv -> drift_after n b1 b2 l sm sv <= @EDGE).
Proof.
intros H; unfold K in H.
apply (not_below n b1 b2 n_pos b1_range b2_range _ @K); [apply bound_below_number | lia].
Qed.
End Point.
"""

_POINT = {"negative": _START + _NEGATIVE, "positive": _START + _POSITIVE}
