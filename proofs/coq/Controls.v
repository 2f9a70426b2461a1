(** * Negative controls for Lemma A.1

    Wrong variants of the talk's Lemma A.1 and of its repeated cancellation (slide
    "Step 1.1"), each shown false. Every variant has the hypotheses of the right
    statement, with [0 <= beta < 1] as in the talk ([claimed], and [claimed_a1]
    for the right one), and fails over every field [R] of the development, so over
    the rational numbers too. Most fail for equal labels 1 and [beta = 1/2]. *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Cancellation LemmaA1 Schemes.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Controls.
Variable R : numFieldType.

(** That [E[S]] is [value n k c beta] under random reshuffling. *)
Definition claimed (value : forall n : nat, nat -> ('I_n -> R) -> R -> R) : Prop :=
  forall (n k : nat) (c : 'I_n -> R) (beta : R), (0 < n)%N -> (0 < k)%N -> 0 <= beta < 1 ->
  E (fun h : k.-tuple {perm 'I_n} => S c beta (reshuffle c h)) = value n k c beta.

(** The right value. *)
Lemma claimed_a1 : claimed (fun n k c beta => - cbar c * beta ^+ (n * k.-1) * moment n beta).
Proof. by move=> n k c beta n_gt0 k_gt0 _; apply: lemma_a1. Qed.

(** ** Where the wrong values are tried: labels 1, [beta = 1/2] *)

Definition one n : 'I_n -> R := fun _ => 1.
Definition half : R := 2%:R^-1.

Lemma half_gt0 : 0 < half. Proof. by rewrite invr_gt0 ltr0n. Qed.

Lemma half_lt1 : half < 1. Proof. by rewrite invf_lt1 ?ltr0n // ltr1n. Qed.

Lemma half_bounds : 0 <= half < 1. Proof. by rewrite half_lt1 andbT ltW ?half_gt0. Qed.

Lemma half_powers_differ a b : a != b -> half ^+ a <> half ^+ b.
Proof.
by move=> /eqP neq_ab /ieexprIn eq_ab; apply/neq_ab/eq_ab; rewrite ?half_gt0 ?lt_eqF ?half_lt1.
Qed.

Lemma cbar_one n : (0 < n)%N -> cbar (@one n) = 1.
Proof. by move=> n_gt0; apply: mean_const; rewrite card_ord. Qed.

Lemma moment_1 (beta : R) : moment 1 beta = 0.
Proof. by rewrite /moment big_geq. Qed.

Lemma moment_2 (beta : R) : moment 2 beta = beta.
Proof. by rewrite /moment big_nat1 mul1r expr1. Qed.

Lemma moment_3 (beta : R) : moment 3 beta = beta + beta ^+ 2 *+ 2.
Proof. by rewrite /moment big_nat_recr //= big_nat1 mul1r expr1 mulr_natl. Qed.

(** What a claimed value would have to be there. *)
Lemma claimed_at value n k : claimed value -> (0 < n)%N -> (0 < k)%N ->
  value n k (@one n) half = - (half ^+ (n * k.-1) * moment n half).
Proof.
move=> claim n_gt0 k_gt0; rewrite -claim ?half_bounds //.
by rewrite lemma_a1 // cbar_one // mulN1r mulNr.
Qed.

(** ** Wrong values of [E[S]] *)

(** The exponent off by one. *)
Theorem wrong_exponent :
  ~ claimed (fun n k c beta => - cbar c * beta ^+ (n * k.-1 + 1) * moment n beta).
Proof.
move=> /(@claimed_at _ 2 1) /(_ isT isT); rewrite cbar_one // moment_2 mulN1r mulNr.
by move/oppr_inj; rewrite -exprSr -exprSr; apply: half_powers_differ.
Qed.

(** One epoch too many. *)
Theorem wrong_epochs :
  ~ claimed (fun n k c beta => - cbar c * beta ^+ (n * k) * moment n beta).
Proof.
move=> /(@claimed_at _ 2 1) /(_ isT isT); rewrite cbar_one // moment_2 mulN1r mulNr.
by move/oppr_inj; rewrite -exprSr -exprSr; apply: half_powers_differ.
Qed.

(** One term too many in the moment. *)
Theorem wrong_last_term :
  ~ claimed (fun n k c beta => - cbar c * beta ^+ (n * k.-1) * moment n.+1 beta).
Proof.
move=> /(@claimed_at _ 1 1) /(_ isT isT); rewrite cbar_one // moment_1 moment_2 mulN1r mulNr.
by move/oppr_inj/eqP; rewrite mulr0 mul1r gt_eqF ?half_gt0.
Qed.

(** The factor [j] dropped from the moment. *)
Theorem wrong_factor :
  ~ claimed (fun n k c beta => - cbar c * beta ^+ (n * k.-1) * \sum_(1 <= j < n) beta ^+ j).
Proof.
move=> /(@claimed_at _ 3 1) /(_ isT isT); rewrite cbar_one // moment_3 mulN1r mulNr.
rewrite big_nat_recr //= big_nat1 !mul1r expr1 => /oppr_inj/addrI/eqP.
by rewrite -subr_eq0 mulr2n opprD addNKr oppr_eq0 gt_eqF // exprn_gt0 ?half_gt0.
Qed.

(** The sign. *)
Theorem wrong_sign :
  ~ claimed (fun n k c beta => cbar c * beta ^+ (n * k.-1) * moment n beta).
Proof.
move=> /(@claimed_at _ 2 1) /(_ isT isT); rewrite cbar_one // moment_2 !mul1r => /eqP.
by rewrite -addr_eq0 gt_eqF // addr_gt0 ?half_gt0.
Qed.

(** The sum of the labels in place of their mean. *)
Theorem wrong_mean :
  ~ claimed (fun n k c beta => - (\sum_i c i) * beta ^+ (n * k.-1) * moment n beta).
Proof.
move=> /(@claimed_at _ 2 1) /(_ isT isT); rewrite sum_mean -/(cbar _) cbar_one // card_ord.
rewrite moment_2 !mulNr expr0 !mulr1 mul1r mulr_natl mulr2n => /oppr_inj/eqP.
by rewrite -subr_eq0 addrK gt_eqF ?half_gt0.
Qed.

(** The talk's value for two balls, for any number of balls. *)
Theorem wrong_two_balls :
  ~ claimed (fun n k c beta => - cbar c * beta ^+ (n * k.-1 + 1)).
Proof.
move=> /(@claimed_at _ 1 1) /(_ isT isT); rewrite cbar_one // moment_1 mulr0 mulN1r.
by move/oppr_inj/eqP; rewrite expr1 gt_eqF ?half_gt0.
Qed.

(** An absolute value on the left, as the talk first states it for two balls: it needs
    [c_0 + c_1 >= 0]. *)
Theorem wrong_absolute_value :
  ~ (forall (k : nat) (c : 'I_2 -> R) (beta : R), (0 < k)%N -> 0 <= beta < 1 ->
     `|E (fun h : k.-tuple {perm 'I_2} => S c beta (reshuffle c h))|
     = beta ^+ (2 * (k - 1) + 1) * (c ord0 / 2%:R + c ord_max / 2%:R)).
Proof.
pose c (_ : 'I_2) : R := -1; move=> claim.
have := normr_ge0 (E (fun h : 1.-tuple {perm 'I_2} => S c half (reshuffle c h))).
rewrite claim ?half_bounds // /c mulN1r -opprD mulrN oppr_ge0 lt_geF //.
by rewrite mulr_gt0 ?exprn_gt0 ?addr_gt0 ?half_gt0.
Qed.

(** ** The right value, the wrong scheme or the wrong step *)

(** The value of Lemma A.1 for the given order in every epoch. *)
Theorem wrong_scheme :
  ~ (forall (n k : nat) (c : 'I_n -> R) (beta : R), (0 < n)%N -> (0 < k)%N -> 0 <= beta < 1 ->
     E (fun h : k.-tuple unit => S c beta (cyclic c h))
     = - cbar c * beta ^+ (n * k.-1) * moment n beta).
Proof.
move=> claim; have [//|//|c] := @cyclic_refutes_a1 R 2 1 half _ half_gt0 _.
by apply; apply: claim; rewrite ?half_bounds.
Qed.

(** One epoch too many in the cancellation. *)
Theorem wrong_cancellation :
  ~ (forall (n k : nat) (c : 'I_n -> R) (beta : R) (l : nat) (h : k.-tuple {perm 'I_n}),
       (0 < n)%N -> (l < k)%N -> 0 <= beta < 1 ->
     given l (fun h' => S_from c beta l (reshuffle c h')) h
     = - cbar c * beta ^+ (n * (k - l)) * moment n beta).
Proof.
move=> claim; have := claim 2%N 1%N (@one 2) half 0%N [tuple 1%g] isT isT half_bounds.
rewrite cancellation // cbar_one // moment_2 mulN1r mulNr mulN1r mulNr => /oppr_inj.
by rewrite -exprSr -exprSr; apply: half_powers_differ.
Qed.

(** The cancellation for one order in all epochs. *)
Theorem wrong_cancellation_scheme :
  ~ (forall (n k : nat) (c : 'I_n -> R) (beta : R) (l : nat) (pi : {perm 'I_n}),
       (0 < n)%N -> (l < k)%N -> 0 <= beta < 1 ->
     given_once k l (fun pi' => S_from c beta l (shuffle_once (k := k) c pi')) pi
     = - cbar c * beta ^+ (n * (k - l.+1)) * moment n beta).
Proof.
move=> claim; have [//|//|//|c [pi]] := @shuffle_once_refutes_cancellation R 2 2 half _ half_gt0 1.
by apply; apply: claim; rewrite ?half_bounds.
Qed.

End Controls.
