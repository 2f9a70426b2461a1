"""Sums and quotients in coq-interval's intervals, for Coq's kernel to compute with."""

from __future__ import annotations

__all__ = ["ENCLOSURES"]

ENCLOSURES = r"""Module Enclosures.
Import Adam.
Local Open Scope R_scope.

(** coq-interval's intervals, over floats that are pairs of integers. *)
Module F := SpecificFloat StdZRadix2.
Module I := FloatIntervalFull F.
Module J := IntervalExt I.
Definition bits := F.PtoP {BITS}%positive.

Definition inside (x : R) (X : I.type) : Prop := contains (I.convert X) (Xreal x).

Definition add := I.add bits.
Definition sub := I.sub bits.
Definition mul := I.mul bits.
Definition div := I.div bits.
Definition root := I.sqrt bits.
Definition whole (z : Z) : I.type := I.fromZ bits z.

Lemma add_inside x y X Y : inside x X -> inside y Y -> inside (x + y) (add X Y).
Proof. apply J.add_correct. Qed.
Lemma sub_inside x y X Y : inside x X -> inside y Y -> inside (x - y) (sub X Y).
Proof. apply J.sub_correct. Qed.
Lemma mul_inside x y X Y : inside x X -> inside y Y -> inside (x * y) (mul X Y).
Proof. apply J.mul_correct. Qed.
Lemma div_inside x y X Y : inside x X -> inside y Y -> inside (x / y) (div X Y).
Proof. apply J.div_correct. Qed.
Lemma root_inside x X : inside x X -> inside (sqrt x) (root X).
Proof. apply J.sqrt_correct. Qed.
Lemma whole_inside z : inside (IZR z) (whole z).
Proof. apply I.fromZ_correct. Qed.

Fixpoint power (X : I.type) (i : nat) : I.type :=
  match i with O => whole 1 | S j => mul X (power X j) end.

Lemma power_inside x X i : inside x X -> inside (x ^ i) (power X i).
Proof. intros H; induction i; simpl; [apply whole_inside | now apply mul_inside]. Qed.

Fixpoint itotal (n : nat) (f : nat -> I.type) : I.type :=
  match n with O => whole 0 | S i => add (itotal i f) (f i) end.

Lemma itotal_inside n f F :
  (forall i, (i < n)%nat -> inside (f i) (F i)) -> inside (total n f) (itotal n F).
Proof.
induction n as [|n IH]; intros H; simpl; [apply whole_inside|].
apply add_inside; [apply IH; intros i Hi|]; apply H; lia.
Qed.

Definition imean (n : nat) (f : nat -> I.type) := div (itotal n f) (whole (Z.of_nat n)).

Lemma imean_inside n f F :
  (forall i, (i < n)%nat -> inside (f i) (F i)) -> inside (mean n f) (imean n F).
Proof. intros H; apply div_inside; [now apply itotal_inside | apply whole_inside]. Qed.

(** Where the sign of M is not seen, either of the two values may be it. *)
Definition iworst (M Lo Hi : I.type) : I.type :=
  match I.sign_strict M with
  | Xgt => div M (root Lo)
  | Xlt => div M (root Hi)
  | _ => I.join (div M (root Lo)) (div M (root Hi))
  end.

Lemma iworst_inside m lo hi M Lo Hi :
  inside m M -> inside lo Lo -> inside hi Hi -> inside (worst m lo hi) (iworst M Lo Hi).
Proof.
intros Hm Hlo Hhi; unfold worst, iworst.
assert (H1 : inside (m / sqrt lo) (div M (root Lo))) by now apply div_inside, root_inside.
assert (H2 : inside (m / sqrt hi) (div M (root Hi))) by now apply div_inside, root_inside.
assert (Hs := I.sign_strict_correct M).
destruct (I.sign_strict M); destruct (Rle_dec 0 m) as [H|H]; trivial;
  try (apply I.join_correct; tauto); destruct (Hs _ Hm); simpl in *; lra.
Qed.

(** Whether all of X is seen to be negative. *)
Definition is_negative (X : I.type) : bool :=
  match I.sign_strict X with Xlt => true | _ => false end.

Lemma is_negative_correct x X : inside x X -> is_negative X = true -> x < 0.
Proof.
intros Hx; unfold is_negative; assert (H := I.sign_strict_correct X).
destruct (I.sign_strict X); try discriminate; intros _; now destruct (H _ Hx).
Qed.
End Enclosures.
"""
