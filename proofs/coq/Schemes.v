(** * The same order in every epoch: exact sums and counterexamples

    With one order [pi] of the balls in all epochs (shuffled once, or the given
    order: cyclic) nothing is left to average out, and for every [pi]

      [S = - beta^(n (k-1)) * \sum_q c (pi q) * (beta^(n-q) + ... + beta^(n-1))]

    ([shuffle_once_formula], [cyclic_formula]). Against the talk's slide "Step 1.1":
    - cyclic order keeps neither Lemma A.1 ([cyclic_refutes_a1]) nor the
      cancellation epoch by epoch ([cyclic_refutes_cancellation]);
    - one random order keeps Lemma A.1 (see [LemmaA1]), but not the cancellation
      epoch by epoch: the first epoch tells the order of all later ones
      ([shuffle_once_refutes_cancellation]). *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Cancellation LemmaA1.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Exact sums *)

Section OneOrder.
Variables (R : numFieldType) (n k : nat) (c : 'I_n -> R) (beta : R).
Implicit Types (pi : {perm 'I_n}) (l : nat).

(** The shares of the epochs from [l] on, for each order. *)
Theorem shuffle_once_shares pi l : (l < k)%N ->
  S_from c beta l (shuffle_once (k := k) c pi)
  = - beta ^+ (n * (k - l.+1)) * \sum_(q < n) c (pi q) * \sum_(n - q <= t < n) beta ^+ t.
Proof.
move=> lt_lk; have -> : S_from c beta l (shuffle_once (k := k) c pi)
    = \sum_(j < k | (l <= j)%N) (\sum_q c (pi q) * lead beta n q)
        * (left_over beta n k j.+1 - left_over beta n k j).
  apply: eq_bigr => j _; rewrite -[LHS]/(epoch_share c beta _ j) epoch_share_closed_form.
  by rewrite [\sum_q c q](reindex_inj (@perm_inj _ pi)) subrr mul0r add0r.
by rewrite left_over_telescopes /left_over lt_lk mulrC mulNr -mulrN.
Qed.

(** [S] for each order. *)
Theorem shuffle_once_formula pi : (0 < k)%N ->
  S c beta (shuffle_once (k := k) c pi)
  = - beta ^+ (n * k.-1) * \sum_(q < n) c (pi q) * \sum_(n - q <= t < n) beta ^+ t.
Proof. by move=> k_gt0; rewrite -S_from_0 shuffle_once_shares // subn1. Qed.

(** The shares of the epochs from [l] on, for the given order. *)
Theorem cyclic_shares l (h : k.-tuple unit) : (l < k)%N ->
  S_from c beta l (cyclic c h)
  = - beta ^+ (n * (k - l.+1)) * \sum_(q < n) c q * \sum_(n - q <= t < n) beta ^+ t.
Proof.
move=> lt_lk; transitivity (S_from c beta l (shuffle_once (k := k) c 1)).
  apply: eq_bigr => j _; apply: eq_bigr => i _; congr (_ - _).
  by apply: eq_bigr => q _; rewrite /shuffle_once perm1.
rewrite shuffle_once_shares //; congr (_ * _); apply: eq_bigr => q _.
by rewrite perm1.
Qed.

(** [S] for the given order. *)
Theorem cyclic_formula (h : k.-tuple unit) : (0 < k)%N ->
  S c beta (cyclic c h)
  = - beta ^+ (n * k.-1) * \sum_(q < n) c q * \sum_(n - q <= t < n) beta ^+ t.
Proof. by move=> k_gt0; rewrite -S_from_0 cyclic_shares // subn1. Qed.

(** Nothing is random in the given order. *)
Lemma E_cyclic (F : k.-tuple unit -> R) x : (forall h, F h = x) -> E F = x.
Proof.
move=> F_x; rewrite /E (eq_mean F_x) mean_const //.
by apply: history_exists; rewrite card_unit.
Qed.

End OneOrder.

(** ** Cyclic order does not keep Lemma A.1 *)

Section Refutations.
Variables (R : numFieldType) (n k : nat) (beta : R).
Hypotheses (two_balls : (1 < n)%N) (beta_gt0 : 0 < beta).

(** Label 1 on the first ball, 0 on the others. *)
Definition first_ball (q : 'I_n) : R := (q == 0%N :> nat)%:R.

(** The first draw of an epoch misses no power of [beta]. *)
Lemma first_ball_leaves_0 :
  (\sum_(q < n) first_ball q * \sum_(n - q <= t < n) beta ^+ t) = 0.
Proof.
rewrite big1 // => q _; rewrite /first_ball; have [-> | _] := eqVneq (q : nat) 0%N.
  by rewrite subn0 big_geq ?mulr0.
by rewrite mul0r.
Qed.

Lemma cbar_first_ball : cbar first_ball = n%:R^-1.
Proof.
have n_gt0 : (0 < n)%N by apply: ltnW.
rewrite /cbar /mean card_ord (bigD1 (Ordinal n_gt0)) //= big1 /first_ball ?addr0 ?mul1r //.
by move=> q /negbTE q_neq0; rewrite -[0%N]/(nat_of_ord (Ordinal n_gt0)) val_eqE q_neq0.
Qed.

Lemma moment_gt0 : 0 < moment n beta.
Proof.
rewrite /moment big_ltn // mul1r expr1 ltr_paddr // sumr_ge0 // => j _.
by rewrite mulr_ge0 ?ler0n // exprn_ge0 // ltW.
Qed.

(** For these labels the value of Lemma A.1 is not 0. *)
Lemma first_ball_value_neq0 e : - cbar first_ball * beta ^+ e * moment n beta != 0.
Proof.
rewrite !mulf_neq0 ?oppr_eq0 ?cbar_first_ball ?expf_neq0 ?lt0r_neq0 ?moment_gt0 //.
by rewrite invr_gt0 ltr0n ltnW.
Qed.

(** For every [n >= 2], [k >= 1] and [beta > 0] there are labels whose [S] in the given
    order is not what Lemma A.1 says. *)
Theorem cyclic_refutes_a1 : (0 < k)%N ->
  exists c : 'I_n -> R, E (fun h : k.-tuple unit => S c beta (cyclic c h))
    <> - cbar c * beta ^+ (n * k.-1) * moment n beta.
Proof.
move=> k_gt0; exists first_ball; rewrite (@E_cyclic _ _ _ 0) => [|h]; last first.
  by rewrite cyclic_formula // first_ball_leaves_0 mulr0.
exact/nesym/eqP/first_ball_value_neq0.
Qed.

(** Nor does the given order cancel epoch by epoch. *)
Theorem cyclic_refutes_cancellation l (h : k.-tuple unit) : (l < k)%N ->
  exists c : 'I_n -> R, given l (fun h' => S_from c beta l (cyclic c h')) h
    <> - cbar c * beta ^+ (n * (k - l.+1)) * moment n beta.
Proof.
move=> lt_lk; exists first_ball; rewrite /given (@E_cyclic _ _ _ 0) => [|h']; last first.
  by rewrite cyclic_shares // first_ball_leaves_0 mulr0.
exact/nesym/eqP/first_ball_value_neq0.
Qed.

(** ** One random order does not cancel epoch by epoch *)

Implicit Types (pi : {perm 'I_n}) (l : nat).

(** The history with the order [pi] in each epoch. *)
Definition once pi : k.-tuple {perm 'I_n} := [tuple pi | _ < k].

Lemma shuffle_once_history (c : 'I_n -> R) pi : reshuffle c (once pi) =2 shuffle_once c pi.
Proof. by move=> j q; rewrite /reshuffle /labels tnth_mktuple. Qed.

(** Whether the orders [pi'] and [pi] agree in the first [l] epochs. *)
Definition same_past l pi pi' : bool :=
  [forall j : 'I_k, (j < l)%N ==> (tnth (once pi') j == tnth (once pi) j)].

(** The expectation given the first [l] epochs, if all epochs have the same order. *)
Definition given_once l (F : {perm 'I_n} -> R) pi : R :=
  (\sum_(pi' | same_past l pi pi') F pi') / #|[pred pi' | same_past l pi pi']|%:R.

(** Given no epoch it is the expectation. *)
Lemma given_once_0 F pi : given_once 0 F pi = mean F.
Proof.
have past pi' : same_past 0 pi pi' = true by apply/forallP.
rewrite /given_once /mean (eq_bigl _ _ past); congr (_ / _%:R).
exact: eq_card past.
Qed.

(** Given an epoch, nothing is random any more. *)
Lemma given_once_known l F pi : (0 < l)%N -> (0 < k)%N -> given_once l F pi = F pi.
Proof.
move=> l_gt0 k_gt0; have past pi' : same_past l pi pi' = (pi' == pi).
  apply/forallP/eqP => [/(_ (Ordinal k_gt0)) | -> j]; last by rewrite eqxx implybT.
  by rewrite l_gt0 !tnth_mktuple => /eqP.
by rewrite /given_once (big_pred1 pi) // (eq_card past) card1 divr1.
Qed.

(** For every [n >= 2], [beta > 0] and [0 < l < k] there are labels and an order for which
    the epochs after the first [l] do not leave what [cancellation] says. *)
Theorem shuffle_once_refutes_cancellation l : (0 < l)%N -> (l < k)%N ->
  exists (c : 'I_n -> R) pi,
    given_once l (fun pi' => S_from c beta l (shuffle_once (k := k) c pi')) pi
    <> - cbar c * beta ^+ (n * (k - l.+1)) * moment n beta.
Proof.
move=> l_gt0 lt_lk; exists first_ball, 1%g; have k_gt0 := leq_ltn_trans (leq0n l) lt_lk.
rewrite given_once_known // shuffle_once_shares //.
rewrite (eq_bigr (fun q => first_ball q * \sum_(n - q <= t < n) beta ^+ t)); last first.
  by move=> q _; rewrite perm1.
by rewrite first_ball_leaves_0 mulr0; apply/nesym/eqP/first_ball_value_neq0.
Qed.

End Refutations.

(** ** In numbers: two balls *)

Section TwoBalls.

(** Labels 0 and 1. *)
Definition zero_one (q : 'I_2) : rat := (q : nat)%:R.

Lemma zero_one_numbers :
  [/\ cbar zero_one = 1 / 2%:R, moment 2 (1 / 2%:R) = 1 / 2%:R :> rat
    & \sum_(q < 2) zero_one q * (\sum_(2 - q <= t < 2) (1 / 2%:R) ^+ t) = 1 / 2%:R].
Proof.
rewrite /cbar /mean /moment card_ord !big_ord_recl !big_ord0 big_nat1 /= big_geq // big_nat1.
by split; apply/eqP; vm_compute.
Qed.

(** One epoch in the given order, [beta = 1/2]: [S] is -1/2, the value of Lemma A.1 -1/4. *)
Lemma cyclic_two_balls :
  E (fun h : 1.-tuple unit => S zero_one (1 / 2%:R) (cyclic zero_one h)) = - (1 / 2%:R)
  /\ - cbar zero_one * (1 / 2%:R) ^+ (2 * 1.-1) * moment 2 (1 / 2%:R) = - (1 / 4%:R).
Proof.
case: zero_one_numbers => mean_label value sum_leads; split.
  by apply: E_cyclic => h; rewrite cyclic_formula // sum_leads; apply/eqP; vm_compute.
by rewrite mean_label value; apply/eqP; vm_compute.
Qed.

(** Two epochs with one order, [beta = 1/2]: given the first epoch (the order 0, 1), the
    share of the last is -1/2; after repeated cancellation it would be -1/4. *)
Lemma shuffle_once_two_balls :
  given_once 2 1 (fun pi => S_from zero_one (1 / 2%:R) 1
                               (shuffle_once (k := 2) zero_one pi)) 1%g = - (1 / 2%:R)
  /\ - cbar zero_one * (1 / 2%:R) ^+ (2 * (2 - 2)) * moment 2 (1 / 2%:R) = - (1 / 4%:R).
Proof.
rewrite given_once_known // shuffle_once_shares //.
rewrite (eq_bigr (fun q => zero_one q * \sum_(2 - q <= t < 2) (1 / 2%:R) ^+ t)); last first.
  by move=> q _; rewrite perm1.
by case: zero_one_numbers => -> -> ->; split; apply/eqP; vm_compute.
Qed.

End TwoBalls.
