(** * Lemma A.2

    Talk, slides "Step 1.2" (Lemma A.2). [Radius.v] says what the values of [E[r_k F]] are
    for any [F] of the history; here [F] is the color-ball sum [S]. If the talk's "[r_l] is
    fixed when fixing the history" is read as known before epoch [l], it is predictable
    ([lemma_a2_predictable]); as known after epoch [l], adapted ([lemma_a2_adapted]).

    The numbers are those of any ordered field; [w] is any sequence of nonnegative numbers. The
    talk's roots need a real closed field ([lemma_a2_predictable_roots],
    [lemma_a2_adapted_roots]). Nothing about [S] is used: any sampling scheme will do
    ([lemma_a2_scheme]). That every value between the two ends is attained is not claimed. *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Conditional Radius.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.Theory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Lemma A.2 for the color-ball sum *)

(** The sum under random reshuffling, as a function of the history. *)
Local Notation reshuffled_sum k c beta := (fun h => S c beta (@reshuffle _ _ k c h)).

(** The sum with one order for all epochs, that of the first. *)
Local Notation shuffled_once_sum n k c beta :=
  (fun h : k.+1.-tuple {perm 'I_n} => S c beta (@shuffle_once _ _ k.+1 c (tnth h ord0))).

Lemma leq_predn l l' : (l <= l')%N -> (l.-1 <= l'.-1)%N.
Proof. by rewrite -!subn1; apply: leq_sub2r. Qed.

Section ColorBall.
Variables (R : realFieldType) (n k : nat) (c : 'I_n -> R) (beta r0 : R) (w : nat -> R).

(** The identity, for predictable signs ... *)
Theorem lemma_a2_identity_predictable (s : nat -> k.-tuple {perm 'I_n} -> R) :
    predictable s ->
  E (fun h => signed_weight r0 w s k h * S c beta (reshuffle c h))
  = r0 * E (reshuffled_sum k c beta)
    + \sum_(1 <= l < k.+1)
        w l * E (fun h => s l h * given l.-1 (reshuffled_sum k c beta) h).
Proof. exact: (@weighted_expectation _ _ _ predn). Qed.

(** ... and for adapted signs. *)
Theorem lemma_a2_identity_adapted (s : nat -> k.-tuple {perm 'I_n} -> R) :
    adapted s ->
  E (fun h => signed_weight r0 w s k h * S c beta (reshuffle c h))
  = r0 * E (reshuffled_sum k c beta)
    + \sum_(1 <= l < k.+1)
        w l * E (fun h => s l h * given l (reshuffled_sum k c beta) h).
Proof. exact: (@weighted_expectation _ _ _ id). Qed.

Hypothesis w_ge0 : forall l, (0 < l <= k)%N -> 0 <= w l.

(** Any scheme: [draws h j q] is the label that history [h] draws in epoch [j]
    at position [q]. It may depend on all of [h]. *)
Theorem lemma_a2_scheme (T : finType) (draws : k.-tuple T -> 'I_k -> 'I_n -> R)
    (info : nat -> nat) (F := fun h => S c beta (draws h)) :
    (forall l l', (l <= l')%N -> (info l <= info l')%N) ->
  tight_radius (values info r0 w F) (r0 * E F)
    (\sum_(1 <= l < k.+1) w l * E (fun h => `|given (info l) F h|)).
Proof. by move=> info_le; apply: lemma_a2. Qed.

(** Lemma A.2, the weight [r_l] being known before epoch [l]. *)
Theorem lemma_a2_predictable :
  tight_radius
    (values predn r0 w (reshuffled_sum k c beta)) (r0 * E (reshuffled_sum k c beta))
    (\sum_(1 <= l < k.+1) w l * E (fun h => `|given l.-1 (reshuffled_sum k c beta) h|)).
Proof. exact: lemma_a2_scheme leq_predn. Qed.

(** Lemma A.2, the weight [r_l] being known after epoch [l]. *)
Theorem lemma_a2_adapted :
  tight_radius
    (values id r0 w (reshuffled_sum k c beta)) (r0 * E (reshuffled_sum k c beta))
    (\sum_(1 <= l < k.+1) w l * E (fun h => `|given l (reshuffled_sum k c beta) h|)).
Proof. exact: lemma_a2_scheme. Qed.

End ColorBall.

(** ** One order for all epochs *)

(** If all is known after epoch 1, the predictable radius is elementary. *)
Lemma radius_known_at_once (R : realFieldType) (T : finType) (t : T) (k : nat)
    (w : nat -> R) (F : k.+1.-tuple T -> R) : known 1 F ->
  radius predn w F
  = w 1%N * `|E F| + (\sum_(2 <= l < k.+2) w l) * E (fun h => `|F h|).
Proof.
move=> F_known; rewrite /radius big_ltn // mulr_suml; congr (_ * _ + _).
  rewrite /E (eq_mean (G := fun=> `|E F|)) => [|h]; last by rewrite given_0.
  exact: mean_constant [tuple of nseq k.+1 t] _.
apply: eq_big_nat => l /andP[l_ge2 _]; congr (_ * _); apply: eq_mean => h.
by rewrite given_of_known //; apply: known_le F_known; rewrite -ltnS prednK // ltnW.
Qed.

Theorem lemma_a2_shuffle_once (R : realFieldType) (n k : nat) (c : 'I_n -> R)
    (beta r0 : R) (w : nat -> R) (F := shuffled_once_sum n k c beta) :
    (forall l, (0 < l <= k.+1)%N -> 0 <= w l) ->
  tight_radius (values predn r0 w F) (r0 * E F)
    (w 1%N * `|E F| + (\sum_(2 <= l < k.+2) w l) * E (fun h => `|F h|)).
Proof.
move=> w_ge0; rewrite -(radius_known_at_once 1%g); last by move=> h h' hh'; rewrite /F hh'.
exact: lemma_a2_scheme leq_predn.
Qed.

(** ** The talk's weights [w_l = 1 / sqrt l] *)

(** Square roots as given weights: [w_l >= 0] and [w_l^2 l = 1]. *)
Definition root_weights (R : realFieldType) (k : nat) (w : nat -> R) : Prop :=
  forall l, (0 < l <= k)%N -> 0 <= w l /\ w l * w l * l%:R = 1.

Lemma root_weights_ge0 (R : realFieldType) k (w : nat -> R) :
  root_weights k w -> forall l, (0 < l <= k)%N -> 0 <= w l.
Proof. by move=> w_roots l /w_roots[]. Qed.

(** In a real closed field they are [1 / sqrt l]. *)
Lemma sqrt_root_weights (R : rcfType) k :
  root_weights k (fun l => (Num.sqrt l%:R)^-1 : R).
Proof.
move=> l /andP[l_gt0 _]; rewrite invr_ge0 sqrtr_ge0; split=> //.
rewrite -invfM -expr2 sqr_sqrtr ?ler0n // mulVf //.
by rewrite pnatr_eq0 -lt0n.
Qed.

Lemma root_weights_sqrt (R : rcfType) k (w : nat -> R) l :
  root_weights k w -> (0 < l <= k)%N -> w l = (Num.sqrt l%:R)^-1.
Proof.
move=> w_roots l_le_k; have [w_ge0 w_sqr] := w_roots l l_le_k.
apply/eqP; rewrite -(eqr_expn2 (n := 2)) ?invr_ge0 ?sqrtr_ge0 //; apply/eqP.
by rewrite exprVn sqr_sqrtr ?ler0n //; apply: divr1_eq; rewrite invrK expr2.
Qed.

Section GivenRoots.
Variables (R : realFieldType) (n k : nat) (c : 'I_n -> R) (beta r0 : R) (w : nat -> R).
Hypothesis w_roots : root_weights k w.

Corollary lemma_a2_predictable_root_weights :
  tight_radius
    (values predn r0 w (reshuffled_sum k c beta)) (r0 * E (reshuffled_sum k c beta))
    (\sum_(1 <= l < k.+1) w l * E (fun h => `|given l.-1 (reshuffled_sum k c beta) h|)).
Proof. exact/lemma_a2_predictable/root_weights_ge0. Qed.

Corollary lemma_a2_adapted_root_weights :
  tight_radius
    (values id r0 w (reshuffled_sum k c beta)) (r0 * E (reshuffled_sum k c beta))
    (\sum_(1 <= l < k.+1) w l * E (fun h => `|given l (reshuffled_sum k c beta) h|)).
Proof. exact/lemma_a2_adapted/root_weights_ge0. Qed.

End GivenRoots.

Section Roots.
Variables (R : rcfType) (n k : nat) (c : 'I_n -> R) (beta r0 : R).
Local Notation root := (fun l => (Num.sqrt l%:R)^-1).

(** Lemma A.2 with the talk's weights: predictable ... *)
Theorem lemma_a2_predictable_roots :
  tight_radius
    (values predn r0 root (reshuffled_sum k c beta)) (r0 * E (reshuffled_sum k c beta))
    (\sum_(1 <= l < k.+1) (Num.sqrt l%:R)^-1
       * E (fun h => `|given l.-1 (reshuffled_sum k c beta) h|)).
Proof. exact/lemma_a2_predictable_root_weights/sqrt_root_weights. Qed.

(** ... and adapted. *)
Theorem lemma_a2_adapted_roots :
  tight_radius
    (values id r0 root (reshuffled_sum k c beta)) (r0 * E (reshuffled_sum k c beta))
    (\sum_(1 <= l < k.+1) (Num.sqrt l%:R)^-1
       * E (fun h => `|given l (reshuffled_sum k c beta) h|)).
Proof. exact/lemma_a2_adapted_root_weights/sqrt_root_weights. Qed.

End Roots.
