(** * Lemma A.2: wrong statements are false

    Each theorem says that a statement that differs from [LemmaA2.v] in one
    place, with the same hypotheses, does not hold for all labels, epochs and
    weights (talk, slides "Step 1.2"):
    - the noise is dropped: [E[r_k S] = r0 E[S]], be it only for [E[S] = 0];
    - the predictable radius for adapted weights;
    - half the radius;
    - weights that look ahead: nothing asked about when they are known.
    The counterexamples: two balls with labels 1 and -1, [beta = 1 / 2], one or
    two epochs of random reshuffling, over the rational numbers. *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Conditional Radius LemmaA2.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.Theory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Expectations over one or two epochs *)

Section Means.
Variable R : numFieldType.

Lemma mean_tuple1 (T : finType) (F : 1.-tuple T -> R) :
  mean F = mean (fun t => F [tuple t]).
Proof.
rewrite /mean card_tuple expn1; congr (_ / _).
rewrite (reindex (fun t => [tuple t])) //; exists (fun h => thead h) => // h _.
by apply: eq_from_tnth => i; rewrite (ord1 i).
Qed.

Lemma mean_tuple2 (T : finType) (F : 2.-tuple T -> R) :
  mean F = mean (fun t => mean (fun t' => F [tuple t; t'])).
Proof.
rewrite -(mean_pair (fun t t' => F [tuple t; t'])) /mean card_tuple card_prod mulnn.
congr (_ / _); rewrite (reindex (fun p => [tuple p.1; p.2])) //.
exists (fun h => (tnth h ord0, tnth h (lift ord0 ord0))) => [[t t']|h] //= _.
apply: eq_from_tnth => -[[|[|]]] // j_lt; rewrite (tnth_nth (tnth h ord0)) /=.
  by congr (tnth h _); apply: val_inj.
by congr (tnth h _); apply: val_inj.
Qed.

(** The two orders of two balls: the given one and the other one. *)
Definition order (b : bool) : {perm 'I_2} := if b then tperm ord0 ord_max else 1%g.

Lemma order_bij : bijective order.
Proof.
have neq : order true != order false.
  by apply/eqP => /permP/(_ ord0); rewrite perm1 tpermL => /(congr1 val).
apply: inj_card_bij; last by rewrite card_Sn card_bool.
by move=> [] [] // eq; move: neq; rewrite eq eqxx.
Qed.

Lemma mean_order (F : {perm 'I_2} -> R) :
  mean F = (F (order false) + F (order true)) / 2%:R.
Proof.
rewrite /mean card_Sn (reindex order) ?big_bool 1?addrC //.
exact/onW_bij/order_bij.
Qed.

Lemma mean_one (F : 1.-tuple {perm 'I_2} -> R) :
  mean F = (F [tuple order false] + F [tuple order true]) / 2%:R.
Proof. by rewrite mean_tuple1 mean_order. Qed.

Lemma mean_two (F : 2.-tuple {perm 'I_2} -> R) :
  mean F = ((F [tuple order false; order false] + F [tuple order false; order true]) / 2%:R
    + (F [tuple order true; order false] + F [tuple order true; order true]) / 2%:R) / 2%:R.
Proof. by rewrite mean_tuple2 mean_order !mean_order. Qed.

End Means.

(** ** The example *)

(** Labels 1 and -1. *)
Definition pm (q : 'I_2) : rat := if val q == 0%N then 1 else -1.
Definition half : rat := 2%:R^-1.

Lemma pm_order b q : pm (order b q) = (-1) ^+ b * pm q.
Proof.
case: b; last by rewrite perm1 mul1r.
rewrite mulN1r; case: q => [[|[|//]]] q_lt.
  by rewrite (_ : Ordinal q_lt = ord0) ?tpermL //; apply: val_inj.
by rewrite (_ : Ordinal q_lt = ord_max) ?tpermR ?opprK //; apply: val_inj.
Qed.

Local Notation S_pm k := (fun h => S pm half (@reshuffle _ _ k pm h)).

Lemma f_pm k : \sum_(i < 2) f k pm half i = 0.
Proof. by rewrite /f -mulr_suml !big_ord_recl big_ord0 mul0r. Qed.

Lemma m_share_two k (a : 'I_k -> 'I_2 -> rat) j i :
  let share q := if drawn j q i then half ^+ (2 * (k - j.+1) + i - q) * a j q else 0 in
  m_share half a j i = share ord0 + share (lift ord0 ord0).
Proof. by rewrite /m_share big_mkcond !big_ord_recl big_ord0 /= addr0. Qed.

(** [S] for one epoch, ... *)
Lemma S_one b : S_pm 1 [tuple order b] = (-1) ^+ b * half.
Proof.
rewrite /S f_pm /m !big_ord_recl !big_ord0 !m_share_two /reshuffle /labels !pm_order.
by case: b; apply/eqP; vm_compute.
Qed.

(** ... for two, ... *)
Lemma S_two b b' :
  S_pm 2 [tuple order b; order b'] = (-1) ^+ b' * half - (-1) ^+ b * (3%:R / 8%:R).
Proof.
rewrite /S f_pm /m !big_ord_recl !big_ord0 !m_share_two /reshuffle /labels !pm_order.
by case: b b' => [] []; apply/eqP; vm_compute.
Qed.

Lemma expect_S_one : E (S_pm 1) = 0.
Proof. by rewrite /E mean_one !S_one; apply/eqP; vm_compute. Qed.

Lemma expect_S_two : E (S_pm 2) = 0.
Proof. by rewrite /E mean_two !S_two; apply/eqP; vm_compute. Qed.

Lemma splice_two (T : finType) (t t' u u' : T) :
  splice 1 [tuple t; t'] [tuple u; u'] = [tuple t; u'].
Proof. by apply: eq_from_tnth => -[[|[|]]] // j_lt; rewrite tnth_splice !(tnth_nth t). Qed.

(** ... and what is expected of it after the first of two. *)
Lemma given_S_two b b' :
  given 1 (S_pm 2) [tuple order b; order b'] = - ((-1) ^+ b * (3%:R / 8%:R)).
Proof.
rewrite /given /E mean_two !splice_two !S_two.
by case: b; apply/eqP; vm_compute.
Qed.

Lemma one_ge0 k (l : nat) : (0 < l <= k)%N -> 0 <= 1 :> rat.
Proof. by rewrite ler01. Qed.

(** The radii of the example, all [w_l] being 1. *)
Lemma predictable_radius_two_gt0 : 0 < radius predn (fun=> 1) (S_pm 2).
Proof.
apply: (radius_gt0 (@one_ge0 2) (l := 2) (h := [tuple order true; order true])) => //.
by rewrite given_S_two; vm_compute.
Qed.

Lemma adapted_radius_one_gt0 : 0 < radius id (fun=> 1) (S_pm 1).
Proof.
apply: (radius_gt0 (@one_ge0 1) (l := 1) (h := [tuple order true])) => //.
by rewrite given_all S_one; vm_compute.
Qed.

Lemma predictable_radius_one : radius predn (fun=> 1) (S_pm 1) = 0.
Proof.
rewrite /radius big_nat1 mul1r /E (eq_mean (G := fun=> 0)) => [|h].
  exact: mean_constant [tuple order true] _.
by rewrite given_0 expect_S_one normr0.
Qed.

(** ** The wrong statements *)

Local Notation reshuffled_sum k c beta := (fun h => S c beta (@reshuffle _ _ k c h)).

(** A positive tight radius allows more than one value. *)
Lemma not_one_value (R : realFieldType) (V : R -> Prop) (x rho : R) :
  tight_radius V x rho -> 0 < rho -> ~ (forall v, V v -> v = x).
Proof.
move=> tight rho_gt0 one_value; suff: rho <= 0 by rewrite leNgt rho_gt0.
by apply: (tight_radius_least tight) => v /one_value ->; rewrite subrr normr0.
Qed.

(** "The noise averages out": false for predictable weights, even if [E[S] = 0], ... *)
Theorem noise_is_not_dropped_predictable :
  ~ (forall (R : realFieldType) (n k : nat) (c : 'I_n -> R) (beta r0 : R) (w : nat -> R),
      (forall l, (0 < l <= k)%N -> 0 <= w l) ->
      E (reshuffled_sum k c beta) = 0 ->
      forall v, values predn r0 w (reshuffled_sum k c beta) v ->
      v = r0 * E (reshuffled_sum k c beta)).
Proof.
move=> wrong; have tight := lemma_a2_predictable pm half 0 (@one_ge0 2).
apply: (not_one_value tight predictable_radius_two_gt0).
exact: wrong (@one_ge0 2) expect_S_two.
Qed.

(** ... and for adapted weights. *)
Theorem noise_is_not_dropped_adapted :
  ~ (forall (R : realFieldType) (n k : nat) (c : 'I_n -> R) (beta r0 : R) (w : nat -> R),
      (forall l, (0 < l <= k)%N -> 0 <= w l) ->
      E (reshuffled_sum k c beta) = 0 ->
      forall v, values id r0 w (reshuffled_sum k c beta) v ->
      v = r0 * E (reshuffled_sum k c beta)).
Proof.
move=> wrong; have tight := lemma_a2_adapted pm half 0 (@one_ge0 1).
apply: (not_one_value tight adapted_radius_one_gt0).
exact: wrong (@one_ge0 1) expect_S_one.
Qed.

(** "The predictable radius serves adapted weights": false, also with roots as
    weights. *)
Theorem predictable_radius_not_for_adapted :
  ~ (forall (R : realFieldType) (n k : nat) (c : 'I_n -> R) (beta r0 : R) (w : nat -> R),
      root_weights k w ->
      forall v, values id r0 w (reshuffled_sum k c beta) v ->
      `|v - r0 * E (reshuffled_sum k c beta)| <= radius predn w (reshuffled_sum k c beta)).
Proof.
move=> wrong; have roots : @root_weights rat_realFieldType 1 (fun=> 1).
  by move=> [|[|]].
have tight := lemma_a2_adapted pm half 0 (@one_ge0 1).
have := tight_radius_least tight (wrong _ _ _ _ _ _ _ roots).
by rewrite predictable_radius_one leNgt => /negP; apply; apply: adapted_radius_one_gt0.
Qed.

(** "Half the radius is enough": false for predictable ... *)
Theorem half_the_predictable_radius :
  ~ (forall (R : realFieldType) (n k : nat) (c : 'I_n -> R) (beta r0 : R) (w : nat -> R),
      (forall l, (0 < l <= k)%N -> 0 <= w l) ->
      forall v, values predn r0 w (reshuffled_sum k c beta) v ->
      `|v - r0 * E (reshuffled_sum k c beta)|
        <= radius predn w (reshuffled_sum k c beta) / 2%:R).
Proof.
move=> wrong; have tight := lemma_a2_predictable pm half 0 (@one_ge0 2).
have := tight_radius_least tight (wrong _ _ _ _ _ _ _ (@one_ge0 2)).
by apply/negP; rewrite -ltNge ltr_pdivr_mulr // ltr_pmulr ?predictable_radius_two_gt0.
Qed.

(** ... and for adapted weights. *)
Theorem half_the_adapted_radius :
  ~ (forall (R : realFieldType) (n k : nat) (c : 'I_n -> R) (beta r0 : R) (w : nat -> R),
      (forall l, (0 < l <= k)%N -> 0 <= w l) ->
      forall v, values id r0 w (reshuffled_sum k c beta) v ->
      `|v - r0 * E (reshuffled_sum k c beta)|
        <= radius id w (reshuffled_sum k c beta) / 2%:R).
Proof.
move=> wrong; have tight := lemma_a2_adapted pm half 0 (@one_ge0 1).
have := tight_radius_least tight (wrong _ _ _ _ _ _ _ (@one_ge0 1)).
by apply/negP; rewrite -ltNge ltr_pdivr_mulr // ltr_pmulr ?adapted_radius_one_gt0.
Qed.

(** "The weights may look ahead": false, the adapted radius needs adapted
    weights; those known only after all [k] epochs leave it. *)
Theorem weights_must_not_look_ahead :
  ~ (forall (R : realFieldType) (n k : nat) (c : 'I_n -> R) (beta r0 : R) (w : nat -> R),
      (forall l, (0 < l <= k)%N -> 0 <= w l) ->
      forall v, values (fun=> k) r0 w (reshuffled_sum k c beta) v ->
      `|v - r0 * E (reshuffled_sum k c beta)| <= radius id w (reshuffled_sum k c beta)).
Proof.
move=> wrong; have tight := lemma_a2 (info := fun=> 2%N) 0 (fun _ _ _ => isT) (@one_ge0 2) (S_pm 2).
have := tight_radius_least tight (wrong _ _ _ _ _ _ _ (@one_ge0 2)).
have two_terms (F : nat -> rat) : \sum_(1 <= l < 3) F l = F 1%N + F 2%N.
  by rewrite big_nat_recl // big_nat1.
rewrite /radius !two_terms /E !mean_two !given_all !given_S_two !S_two.
by apply/negP; vm_compute.
Qed.
