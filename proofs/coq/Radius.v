(** * The weighted sum and its tight radius

    Talk, slides "Step 1.2" (Lemma A.2). Weights start at a constant [r0] and move by [w l] in epoch
    [l = 1, ..., k], up or down, as the history decides. With [F_l] for what is known after [l]
    epochs, and any [F] of the history:
    - [weighted_expectation], [lemma_a2_identity]: with the signs [s_l],
      [E[r_k F] = r0 E[F] + sum_l w_l E[s_l E[F | F_l']]];
    - [lemma_a2]: so the values lie within [R_k = sum_l w_l E|E[F | F_l']|] of [r0 E[F]], and both
      ends are attained: the radius [R_k] is tight.
    Here [l' = l - 1] if [r_l] is known before epoch [l] (predictable) and [l' = l] if it is known
    after it (adapted). One proof serves both: [info l = l']. *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Conditional.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.Theory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Signs *)

Section Sign.
Variable R : realFieldType.
Implicit Types x : R.

(** The sign of [x]; that of 0 is 1. *)
Definition sign x : R := if x < 0 then -1 else 1.

Lemma sign_cases x : sign x = 1 \/ sign x = -1.
Proof. by rewrite /sign; case: ifP; [right | left]. Qed.

Lemma sign_mul x : sign x * x = `|x|.
Proof.
rewrite /sign; case: ltrP => [x_lt0|x_ge0]; first by rewrite mulN1r ltr0_norm.
by rewrite mul1r ger0_norm.
Qed.

Lemma norm_mul_sign x : `|x| * sign x = x.
Proof.
rewrite /sign; case: ltrP => [x_lt0|x_ge0]; first by rewrite mulrN1 ltr0_norm ?opprK.
by rewrite mulr1 ger0_norm.
Qed.

End Sign.

(** ** Weights *)

Section Weights.
Variables (R : realFieldType) (T : finType) (k : nat).
Implicit Types (info : nat -> nat) (w : nat -> R) (s r : nat -> k.-tuple T -> R).

(** All [s l h] are signs. *)
Definition signs s : Prop := forall l h, s l h = 1 \/ s l h = -1.

(** [s l] is known after [info l] epochs. *)
Definition known_at info s : Prop := forall l, (0 < l <= k)%N -> known (info l) (s l).

(** The two readings. *)
Definition predictable s : Prop := known_at predn s.
Definition adapted s : Prop := known_at id s.

(** The weight [r_j = r0 + w_1 s_1 + ... + w_j s_j]. *)
Definition signed_weight (r0 : R) w s (j : nat) (h : k.-tuple T) : R :=
  r0 + \sum_(1 <= l < j.+1) w l * s l h.

(** The talk's weights: [r_0] is a constant, [r_l] is known after [info l]
    epochs, and [|r_l - r_(l-1)| = w_l]. *)
Definition admissible info (r0 : R) w r : Prop :=
  [/\ forall h, r 0%N h = r0,
      known_at info r &
      forall l h, (0 < l <= k)%N -> `|r l h - r l.-1 h| = w l].

(** The possible values of [E[r_k F]]. *)
Definition values info (r0 : R) w (F : k.-tuple T -> R) (v : R) : Prop :=
  exists2 r, admissible info r0 w r & v = E (fun h => r k h * F h).

(** The radius [R_k]. *)
Definition radius info w (F : k.-tuple T -> R) : R :=
  \sum_(1 <= l < k.+1) w l * E (fun h => `|given (info l) F h|).

(** The signs that attain it. *)
Definition best_signs info (F : k.-tuple T -> R) (l : nat) (h : k.-tuple T) : R :=
  sign (given (info l) F h).

End Weights.

(** All values are within [rho] of [x], and [x + rho] and [x - rho] are values. *)
Definition tight_radius (R : realFieldType) (V : R -> Prop) (x rho : R) : Prop :=
  [/\ forall v, V v -> `|v - x| <= rho, V (x + rho) & V (x - rho)].

(** No smaller number bounds the distances. *)
Lemma tight_radius_least (R : realFieldType) (V : R -> Prop) (x rho bound : R) :
  tight_radius V x rho -> (forall v, V v -> `|v - x| <= bound) -> rho <= bound.
Proof.
case=> _ V_end _ bounds; apply: le_trans (ler_norm rho) _.
by have := bounds _ V_end; rewrite addrAC subrr add0r.
Qed.

(** ** The identity and the radius, for signs *)

Section Signs.
Variables (R : realFieldType) (T : finType) (k : nat) (info : nat -> nat).
Variables (r0 : R) (w : nat -> R) (F : k.-tuple T -> R).
Implicit Types s : nat -> k.-tuple T -> R.

(** Telescoping, and the tower property for each sign. *)
Theorem weighted_expectation s : known_at info s ->
  E (fun h => signed_weight r0 w s k h * F h) =
  r0 * E F + \sum_(1 <= l < k.+1) w l * E (fun h => s l h * given (info l) F h).
Proof.
move=> s_known; rewrite /E; transitivity
  (mean (fun h => r0 * F h + \sum_(1 <= l < k.+1) w l * (s l h * F h))).
  apply: eq_mean => h; rewrite /signed_weight mulrDl mulr_suml.
  by congr (_ + _); apply: eq_bigr => l _; rewrite mulrA.
rewrite mean_add mean_scale mean_sum; congr (_ + _); apply: eq_big_nat => l l_le_k.
by rewrite mean_scale; congr (_ * _); apply: expect_known; apply: s_known.
Qed.

Lemma opposite_signs s : signs s -> signs (fun l h => - s l h).
Proof. by move=> s_signs l h; case: (s_signs l h) => ->; rewrite ?opprK; [right | left]. Qed.

Lemma best_signs_are_signs : signs (best_signs info F).
Proof. by move=> l h; apply: sign_cases. Qed.

Lemma best_signs_known : known_at info (best_signs info F).
Proof. by move=> l _; apply: known_comp; apply: given_known. Qed.

(** The best signs reach the end [r0 E[F] + R_k]. *)
Theorem radius_attained :
  E (fun h => signed_weight r0 w (best_signs info F) k h * F h) = r0 * E F + radius info w F.
Proof.
rewrite weighted_expectation; last exact: best_signs_known.
congr (_ + _); apply: eq_bigr => l _; congr (_ * _).
by apply: eq_mean => h; apply: sign_mul.
Qed.

(** The opposite signs reach the other end. *)
Theorem radius_attained_below :
  E (fun h => signed_weight r0 w (fun l h => - best_signs info F l h) k h * F h)
  = r0 * E F - radius info w F.
Proof.
rewrite weighted_expectation; last by move=> l lk; apply: known_opp; apply: best_signs_known.
congr (_ + _); rewrite -sumrN; apply: eq_bigr => l _; rewrite -mulrN; congr (_ * _).
by rewrite /E -mulN1r -mean_scale; apply: eq_mean => h; rewrite mulNr sign_mul mulN1r.
Qed.

Hypothesis w_ge0 : forall l, (0 < l <= k)%N -> 0 <= w l.

(** No factors of absolute value at most 1 leave the radius, signs or not. *)
Theorem radius_bounds s : known_at info s -> (forall l h, `|s l h| <= 1) ->
  `|E (fun h => signed_weight r0 w s k h * F h) - r0 * E F| <= radius info w F.
Proof.
move=> s_known s_le1; rewrite weighted_expectation // addrAC subrr add0r.
apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum_nat => l l_le_k.
rewrite normrM ger0_norm ?w_ge0 //; apply: ler_wpmul2l; first exact: w_ge0.
apply: le_trans (norm_mean _) _; apply: le_mean => h.
by rewrite normrM ler_pimull.
Qed.

Lemma norm_signs s : signs s -> forall l h, `|s l h| <= 1.
Proof. by move=> s_signs l h; case: (s_signs l h) => ->; rewrite ?normrN normr1. Qed.

Lemma radius_ge0 : 0 <= radius info w F.
Proof.
rewrite /radius big_nat; apply: sumr_ge0 => l /w_ge0 wl_ge0.
by apply: mulr_ge0 => //; apply: mean_ge0 => h; apply: normr_ge0.
Qed.

(** One epoch with [w l > 0] whose conditional expectation is not always 0
    makes the radius positive. *)
Lemma radius_gt0 l h :
  (0 < l <= k)%N -> 0 < w l -> given (info l) F h != 0 -> 0 < radius info w F.
Proof.
move=> l_le_k wl_gt0 noise.
have mem : l \in index_iota 1 k.+1 by rewrite mem_index_iota.
rewrite /radius (big_rem l) //=; apply: ltr_paddr; last first.
  apply: mulr_gt0 => //; apply: (mean_gt0 (u := h)); first by move=> h'; apply: normr_ge0.
  by rewrite normr_gt0.
rewrite big_seq; apply: sumr_ge0 => i /mem_rem; rewrite mem_index_iota => i_le_k.
by apply: mulr_ge0; [apply: w_ge0 | apply: mean_ge0 => h'; apply: normr_ge0].
Qed.

End Signs.

(** ** The radius is tight, for the talk's weights *)

Section TalkWeights.
Variables (R : realFieldType) (T : finType) (k : nat) (info : nat -> nat).
Variables (r0 : R) (w : nat -> R).
Implicit Types s r : nat -> k.-tuple T -> R.

Lemma signed_weight_step s l h :
  signed_weight r0 w s l.+1 h - signed_weight r0 w s l h = w l.+1 * s l.+1 h.
Proof. by rewrite /signed_weight big_nat_recr //= addrA addrAC subrr add0r. Qed.

Hypothesis info_le : forall l l', (l <= l')%N -> (info l <= info l')%N.
Hypothesis w_ge0 : forall l, (0 < l <= k)%N -> 0 <= w l.

(** Signs make admissible weights ... *)
Lemma signed_weight_admissible s :
  signs s -> known_at info s -> admissible info r0 w (signed_weight r0 w s).
Proof.
move=> s_signs s_known; split=> [h|l /andP[_ l_le_k]|l h l_le_k].
- by rewrite /signed_weight big_geq // addr0.
- apply: known_add => //; apply: known_sum => i; rewrite mem_index_iota => /andP[i_gt0 i_le_l] _.
  apply: known_mul => //; apply: (known_le (info_le (l := i) _)); first by [].
  by apply: s_known; rewrite i_gt0 (leq_trans _ l_le_k).
case: l l_le_k => // l l_le_k; rewrite signed_weight_step normrM ger0_norm ?w_ge0 //.
by case: (s_signs l.+1 h) => ->; rewrite ?normrN normr1 mulr1.
Qed.

(** ... and all of them: those of the steps' signs. *)
Definition step_signs r (l : nat) (h : k.-tuple T) : R := sign (r l h - r l.-1 h).

Lemma step_signs_known r : admissible info r0 w r -> known_at info (step_signs r).
Proof.
case=> r_0 r_known _ l l_le_k; apply: known_comp; apply: known_add; first exact: r_known.
apply: known_opp; case: l l_le_k => [//|[|l]] l_le_k /=.
  by move=> h h' _; rewrite !r_0.
apply: (known_le (info_le (leqnSn l.+1))); apply: r_known.
by case/andP: l_le_k => _ /ltnW.
Qed.

Lemma admissible_weight r : admissible info r0 w r -> signed_weight r0 w (step_signs r) k =1 r k.
Proof.
case=> r_0 _ r_steps h; rewrite /signed_weight -(r_0 h) addrC; apply: (canLR (subrK _)).
rewrite big_add1 -(telescope_sumr (fun l => r l h)) //; apply: eq_big_nat => l l_lt_k.
by rewrite -(r_steps l.+1 h) // norm_mul_sign.
Qed.

Lemma admissible_value F r : admissible info r0 w r ->
  E (fun h => r k h * F h) = E (fun h => signed_weight r0 w (step_signs r) k h * F h).
Proof. by move=> r_adm; apply: eq_mean => h; rewrite admissible_weight. Qed.

(** ** Lemma A.2 *)

(** The identity in the talk's terms: [s_l] is the sign of [r_l - r_(l-1)]. *)
Theorem lemma_a2_identity (F : k.-tuple T -> R) r : admissible info r0 w r ->
  E (fun h => r k h * F h) =
  r0 * E F + \sum_(1 <= l < k.+1) w l * E (fun h => step_signs r l h * given (info l) F h).
Proof.
move=> r_adm; rewrite admissible_value //.
exact/weighted_expectation/step_signs_known.
Qed.

(** The values of [E[r_k F]] lie within [R_k] of [r0 E[F]], and both ends are
    attained. *)
Theorem lemma_a2 (F : k.-tuple T -> R) :
  tight_radius (values info r0 w F) (r0 * E F) (radius info w F).
Proof.
have best : admissible info r0 w (signed_weight r0 w (best_signs info F)).
  by apply: signed_weight_admissible; [apply: best_signs_are_signs | apply: best_signs_known].
split=> [v [r r_adm ->]||].
- rewrite admissible_value //; apply: radius_bounds => //; first exact: step_signs_known.
  by apply: norm_signs => l h; apply: sign_cases.
- by exists (signed_weight r0 w (best_signs info F)) => //; rewrite radius_attained.
exists (signed_weight r0 w (fun l h => - best_signs info F l h)); last first.
  by rewrite radius_attained_below.
apply: signed_weight_admissible => [|l l_le_k]; first exact/opposite_signs/best_signs_are_signs.
by apply: known_opp; apply: best_signs_known.
Qed.

End TalkWeights.

(** ** More known, a larger radius *)

Section Readings.
Variables (R : realFieldType) (T : finType) (k : nat) (w : nat -> R).
Variable F : k.-tuple T -> R.
Hypothesis w_ge0 : forall l, (0 < l <= k)%N -> 0 <= w l.

(** By Jensen's inequality. *)
Theorem radius_le (info info' : nat -> nat) :
  (forall l, (info l <= info' l)%N) -> radius info w F <= radius info' w F.
Proof.
move=> info_le; apply: ler_sum_nat => l l_le_k; apply: ler_wpmul2l; first exact: w_ge0.
exact: expect_norm_given_le.
Qed.

(** The adapted radius is at least the predictable one. *)
Corollary predictable_le_adapted : radius predn w F <= radius id w F.
Proof. by apply: radius_le => l; apply: leq_pred. Qed.

(** No radius is more than [(w_1 + ... + w_k) E|F|]. *)
Corollary radius_le_norm info :
  radius info w F <= (\sum_(1 <= l < k.+1) w l) * E (fun h => `|F h|).
Proof.
rewrite mulr_suml; apply: ler_sum_nat => l l_le_k; apply: ler_wpmul2l; first exact: w_ge0.
rewrite -(tower (info l) (fun h => `|F h|)); apply: le_mean => h; exact: norm_given.
Qed.

End Readings.
