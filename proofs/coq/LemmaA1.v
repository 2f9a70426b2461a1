(** * Lemma A.1

    The talk's Lemma A.1 (slide "Step 1.1"), there for [n = 2]. For any number
    [n] of balls, [k >= 1] epochs, all labels and every [beta],

      [E[S] = - cbar * beta^(n (k-1)) * (1 beta + 2 beta^2 + ... + (n-1) beta^(n-1))]

    under random reshuffling ([lemma_a1]); the same with replacement and with one
    random order for all epochs. It is [cancellation] from the first epoch on
    ([l = 0]); all that is used is that each draw has the mean label
    ([lemma_a1_of_fair_draws]). *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Cancellation.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section LemmaA1.
Variables (R : numFieldType) (n k : nat) (c : 'I_n -> R) (beta : R).

(** For anything random, [U], that makes each draw of each epoch fair. *)
Theorem lemma_a1_of_fair_draws (U : finType) (a : U -> 'I_k -> 'I_n -> R) :
    (0 < #|U|)%N -> (forall j q, mean (fun u => a u j q) = cbar c) -> (0 < k)%N ->
  mean (fun u => S c beta (a u)) = - cbar c * beta ^+ (n * k.-1) * moment n beta.
Proof.
move=> U_exists fair_a k_gt0; under eq_mean => u do rewrite -S_from_0.
by rewrite (mean_S_from _ U_exists fair_a) /left_over k_gt0 subn1 -mulNr mulrAC.
Qed.

(** Lemma A.1: random reshuffling. (With no ball, [n = 0], it reads [0 = 0].) *)
Theorem lemma_a1 : (0 < n)%N -> (0 < k)%N ->
  E (fun h : k.-tuple {perm 'I_n} => S c beta (reshuffle c h))
  = - cbar c * beta ^+ (n * k.-1) * moment n beta.
Proof.
move=> _; apply: lemma_a1_of_fair_draws; last exact: fair_reshuffle.
exact: history_exists (order_exists n).
Qed.

(** Lemma A.1 with replacement. *)
Theorem lemma_a1_with_replacement : (0 < n)%N -> (0 < k)%N ->
  E (fun h : k.-tuple {ffun 'I_n -> 'I_n} => S c beta (with_replacement c h))
  = - cbar c * beta ^+ (n * k.-1) * moment n beta.
Proof.
move=> _; apply: lemma_a1_of_fair_draws; last exact: fair_with_replacement.
exact: history_exists (draws_exist n).
Qed.

(** Lemma A.1 with one random order for all epochs. *)
Theorem lemma_a1_shuffle_once : (0 < n)%N -> (0 < k)%N ->
  mean (fun pi => S c beta (shuffle_once (k := k) c pi))
  = - cbar c * beta ^+ (n * k.-1) * moment n beta.
Proof.
move=> _; apply: lemma_a1_of_fair_draws; last exact: fair_shuffle_once.
exact: order_exists.
Qed.

End LemmaA1.

(** ** The talk's two balls *)

Section TwoBalls.
Variables (R : numFieldType) (k : nat) (c : 'I_2 -> R) (beta : R).

Let c_0 := c ord0.
Let c_1 := c ord_max.

(** The talk's Lemma A.1, with its exponent. *)
Theorem lemma_a1_two_balls : (0 < k)%N ->
  E (fun h : k.-tuple {perm 'I_2} => S c beta (reshuffle c h))
  = beta ^+ (2 * (k - 1) + 1) * (- (c_0 / 2%:R) - c_1 / 2%:R).
Proof.
move=> k_gt0; rewrite lemma_a1 // subn1 exprD expr1 -opprD -mulrDl.
have -> : moment 2 beta = beta by rewrite /moment big_nat1 mul1r expr1.
have -> : cbar c = (c_0 + c_1) / 2%:R.
  by rewrite /cbar /mean card_ord big_ord_recr big_ord1; congr ((c _ + _) / _); apply: val_inj.
by rewrite -mulrA mulrC.
Qed.

End TwoBalls.
