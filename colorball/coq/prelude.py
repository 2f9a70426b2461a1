"""How every exported Coq file begins: powers, sums, and the tactics of its proofs."""

from __future__ import annotations

__all__ = ["PRELUDE"]

PRELUDE = r"""(** ** Powers, sums and tactics *)

Require Import Reals ZArith QArith Lra Lia List.
Import ListNotations.
Open Scope R_scope.

(* Integers stand for themselves in formulas over the reals. *)
Coercion IZR : Z >-> R.

(* beta ^Z e is the true power, for every integer e, of either sign. *)
Infix "^Z" := powerRZ (at level 30, right associativity) : R_scope.

(* f a + f (a + 1) + ... + f (a + m - 1) *)
Fixpoint sum_from (f : Z -> R) (a : Z) (m : nat) : R :=
  match m with
  | O => 0
  | S p => sum_from f a p + f (a + Z.of_nat p)%Z
  end.

Definition Sum (f : Z -> R) (a b : Z) : R := sum_from f a (Z.to_nat (b - a)).

Notation "\sum_ ( a <= i < b ) F" := (Sum (fun i : Z => F) a b)
  (at level 41, i name, a at level 50, b at level 50, F at level 41,
   format "\sum_ ( a  <=  i  <  b )  F") : R_scope.

Lemma sum_from_telescope (f G : Z -> R) (a : Z) (m : nat) :
  (forall t, (a <= t < a + Z.of_nat m)%Z -> G (t + 1)%Z - G t = f t) ->
  sum_from f a m = G (a + Z.of_nat m)%Z - G a.
Proof.
  induction m as [| m IH]; intros step; cbn [sum_from].
  - rewrite Z.add_0_r. ring.
  - rewrite IH by (intros t range; apply step; lia).
    rewrite <- step by lia.
    replace (a + Z.of_nat (S m))%Z with (a + Z.of_nat m + 1)%Z by lia.
    ring.
Qed.

(* A sum is its antidifference at the stop, if that vanishes at the start. *)
Lemma telescope (f G : Z -> R) (a b : Z) (value : R) :
  (a <= b)%Z -> G a = 0 -> G b = value ->
  (forall t, (a <= t < b)%Z -> G (t + 1)%Z - G t = f t) ->
  Sum f a b = value.
Proof.
  intros order start <- step. unfold Sum.
  rewrite (sum_from_telescope f G) by (intros t range; apply step; lia).
  replace (a + Z.of_nat (Z.to_nat (b - a)))%Z with b by lia.
  rewrite start. ring.
Qed.

(* Downward induction: what holds at b, and passes from t + 1 to t, holds at a. *)
Lemma descend (C f : Z -> R) (a b : Z) (base conclusion : R) :
  (a <= b)%Z -> C b = base -> C a = conclusion ->
  (forall t, (a <= t < b)%Z -> C t - C (t + 1)%Z = f t) ->
  base + Sum f a b = conclusion.
Proof.
  intros order <- <- step. unfold Sum.
  rewrite (sum_from_telescope f (fun t => C a - C t))
    by (intros t range; rewrite <- (step t) by lia; ring).
  replace (a + Z.of_nat (Z.to_nat (b - a)))%Z with b by lia. ring.
Qed.

(* What the certificate says, and the claim's own words for it. *)
Lemma in_other_words (l r L R : R) : l = L -> r = R -> l = r -> L = R.
Proof. congruence. Qed.

Lemma below (s l gap S L : R) : s = S -> l = L -> s + gap = l -> 0 <= gap -> S <= L.
Proof. intros <- <- <- H. lra. Qed.

(* What Cauchy and Schwarz say of one term more. *)
Lemma one_term_more (A B S x y : R) :
  0 <= A -> 0 <= B -> S ^ 2 <= A * B -> (S + x * y) ^ 2 <= (A + x * x) * (B + y * y).
Proof.
  intros HA HB HS.
  assert (cross : 2 * S * x * y <= A * y ^ 2 + B * x ^ 2).
  { apply Rsqr_incr_0_var.
    - unfold Rsqr.
      pose proof (pow2_ge_0 (A * y ^ 2 - B * x ^ 2)).
      pose proof (Rmult_le_compat_r _ _ _ (pow2_ge_0 (x * y)) HS).
      nra.
    - pose proof (Rmult_le_pos _ _ HA (pow2_ge_0 y)).
      pose proof (Rmult_le_pos _ _ HB (pow2_ge_0 x)). lra. }
  nra.
Qed.

Lemma Cauchy_Schwarz_from (f g : Z -> R) (a : Z) (m : nat) :
  0 <= sum_from (fun t => f t * f t) a m /\ 0 <= sum_from (fun t => g t * g t) a m /\
  (sum_from (fun t => f t * g t) a m) ^ 2
  <= sum_from (fun t => f t * f t) a m * sum_from (fun t => g t * g t) a m.
Proof.
  induction m as [| m [Hf [Hg IH]]]; cbn [sum_from].
  - lra.
  - repeat split.
    + pose proof (Rle_0_sqr (f (a + Z.of_nat m)%Z)). unfold Rsqr in *. lra.
    + pose proof (Rle_0_sqr (g (a + Z.of_nat m)%Z)). unfold Rsqr in *. lra.
    + now apply one_term_more.
Qed.

(* The square of a sum of products, by bounds of the two sums of squares. *)
Lemma Cauchy_Schwarz (f g : Z -> R) (a b : Z) (A B : R) :
  Sum (fun t => f t * f t) a b <= A -> Sum (fun t => g t * g t) a b <= B ->
  (Sum (fun t => f t * g t) a b) ^ 2 <= A * B.
Proof.
  unfold Sum. intros HA HB.
  destruct (Cauchy_Schwarz_from f g a (Z.to_nat (b - a))) as [Hf [Hg H]].
  apply (Rle_trans _ _ _ H). apply Rmult_le_compat; assumption.
Qed.

Lemma power_below_one (b : R) (e : Z) : 0 < b -> b < 1 -> (0 < e)%Z -> 0 < 1 - b ^Z e.
Proof.
  intros positive small He. destruct e as [| p | p]; try lia. cbn [powerRZ].
  assert (b ^ Pos.to_nat p < 1); [| lra].
  apply pow_lt_1_compat; [lra | lia].
Qed.

Lemma power_at_most_one (b : R) (e : Z) : 0 < b -> b < 1 -> (0 <= e)%Z -> 0 <= 1 - b ^Z e.
Proof.
  intros positive small He. destruct (Z.eq_dec e 0) as [-> | nonzero].
  - cbn. lra.
  - apply Rlt_le, power_below_one; lia || lra.
Qed.

(* c_1 m_1 + ... + c_r m_r + d, and b to that as a product of powers of the b ^Z m_s *)
Fixpoint total (l : list (Z * Z)) (d : Z) : Z :=
  match l with nil => d | (c, m) :: rest => (c * m + total rest d)%Z end.
Definition pw (x : R) (c : Z) : R :=
  match c with Z0 => 1 | Zpos p => x ^ Pos.to_nat p | Zneg p => / x ^ Pos.to_nat p end.
Fixpoint product (b : R) (l : list (Z * Z)) (d : Z) : R :=
  match l with nil => pw b d | (c, m) :: rest => pw (b ^Z m) c * product b rest d end.

Lemma power_product (b : R) (e : Z) (l : list (Z * Z)) (d : Z) :
  0 < b -> e = total l d -> b ^Z e = product b l d.
Proof.
  intros positive ->. assert (nonzero : b <> 0) by lra.
  assert (multiple : forall c m : Z, b ^Z (c * m) = (b ^Z m) ^Z c).
  { intros c m. rewrite !powerRZ_Rpower by (try apply powerRZ_lt; lra).
    rewrite Rpower_mult. f_equal. rewrite <- mult_IZR. f_equal. ring. }
  induction l as [| [c m] rest IH]; cbn [total product]; [reflexivity |].
  rewrite powerRZ_add, multiple, IH by assumption. reflexivity.
Qed.

(* Writes b ^Z e as the product of powers of b that the list says, everywhere. *)
Ltac split_power b e l d :=
  let H := fresh "P" in
  assert (H : b ^Z e = product b l d) by
    (apply power_product; [assumption | cbv [total]; ring]);
  cbv [product pw Pos.to_nat Pos.iter_op Nat.add] in H;
  rewrite ?H in *; clear H.

(* From here on that power is a positive number and nothing else. *)
Ltac atom t :=
  let H := fresh "A" in
  let x := fresh "x" in
  assert (H : 0 < t) by (apply powerRZ_lt; assumption);
  set (x := t) in *; clearbody x.

(* Facts about integers become facts about reals. *)
Ltac to_reals :=
  repeat match goal with
  | H : (_ < _)%Z |- _ => apply IZR_lt in H
  | H : (_ <= _)%Z |- _ => apply IZR_le in H
  end;
  repeat progress rewrite ?plus_IZR, ?minus_IZR, ?mult_IZR, ?opp_IZR in *.

(* Divisors are not zero. *)
Ltac nonzero :=
  repeat match goal with |- _ /\ _ => split end;
  repeat first
    [ apply Rmult_integral_contrapositive_currified
    | apply pow_nonzero | apply Rinv_neq_0_compat ];
  intro; lra.

Lemma quotient_nonneg (x y : R) : 0 <= x -> 0 <= y -> 0 <= x / y.
Proof.
  intros Hx [Hy | <-].
  - apply Rmult_le_pos; [assumption | left; now apply Rinv_0_lt_compat].
  - unfold Rdiv. rewrite Rinv_0. lra.
Qed.

Lemma inverse_nonneg (x : R) : 0 <= x -> 0 <= / x.
Proof. intros Hx. pose proof (quotient_nonneg 1 x). unfold Rdiv in *. lra. Qed.

Lemma even_power_nonneg (x : R) (m : nat) : 0 <= x ^ (2 * m).
Proof. rewrite pow_mult. apply pow_le, pow2_ge_0. Qed.

(* Sums, products, quotients and even powers of what is not negative. *)
Ltac nonneg :=
  match goal with
  | |- 0 <= _ + _ => solve [apply Rplus_le_le_0_compat; nonneg | lra]
  | |- 0 <= _ * _ => solve [apply Rmult_le_pos; nonneg | lra]
  | |- 0 <= _ / _ => solve [apply quotient_nonneg; nonneg]
  | |- 0 <= / _ => solve [apply inverse_nonneg; nonneg]
  | |- 0 <= ?x ^ ?m =>
      let h := eval compute in (Nat.div2 m) in
      solve [exact (even_power_nonneg x h) | apply pow_le; nonneg]
  | |- 0 <= _ ^Z _ => solve [apply Rlt_le, powerRZ_lt; assumption]
  | |- _ => lra
  end.

(* What a hypothesis says, or follows from some without multiplying. *)
Ltac known := first [assumption | lia | lra].
"""
