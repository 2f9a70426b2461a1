"""Sure divergence in Coq: the condition, and what follows from it for Function (2)."""

from __future__ import annotations

__all__ = ["SURE_THEORY"]

SURE_THEORY = r"""Module Sure.
Import Adam Enclosures.
Local Open Scope R_scope.

Section Condition.
Variables (n : nat) (b1 b2 : R).

(** Step i of an epoch with the big gradient at p: the largest numerator, and the denominator's
    square for e = n (the least) and e = 1 (the largest). *)
Definition since (b : R) (p i : nat) : R := if Nat.leb p i then b ^ (i - p) else 0.
Definition numerator (p i : nat) : R :=
  -1 + (1 - b1) * (ofnat n + 1) * (since b1 p i + b1 ^ (i + 1) / (1 - b1 ^ n)).
Definition denominator (e p i : nat) : R :=
  1 + (1 - b2) * (ofnat n ^ 2 - 1) * (since b2 p i + b2 ^ (i + e) / (1 - b2 ^ n)).

(** The inequalities of sure divergence, one epoch of look-back. *)
Definition sure_bound (p : nat) : R :=
  total n (fun i => worst (numerator p i) (denominator n p i) (denominator 1 p i)).
Definition S1 : Prop := forall p, (p < n)%nat -> sure_bound p < 0.

(** They are what Adam's own recursion gives at the extremes of the past. *)
Lemma since_after b p i :
  (if Nat.ltb p (S i) then b ^ (S i - 1 - p) else 0) = since b p i.
Proof.
unfold since; change (Nat.ltb p (S i)) with (Nat.leb p i).
now replace (S i - 1 - p)%nat with (i - p)%nat by lia.
Qed.

Hypotheses (n_pos : (0 < n)%nat) (b1_range : 0 <= b1 < 1) (b2_range : 0 <= b2 < 1).

Lemma numerator_is_m p i : m n b1 p (highest n b1 (-1) (ofnat n)) (S i) = numerator p i.
Proof.
assert (H := power_below b1 b1_range n n_pos); unfold m, numerator, highest.
rewrite average_closed, since_after, Nat.add_1_r; simpl (_ ^ S i); field; lra.
Qed.

Lemma denominator_is_least_v p i :
  v n b2 p (lowest n b2 1 (ofnat n ^ 2)) (S i) = denominator n p i.
Proof.
assert (H := power_below b2 b2_range n n_pos); unfold v, denominator, lowest.
rewrite average_closed, since_after.
replace (i + n)%nat with (S i + (n - 1))%nat by lia; rewrite (pow_add b2 (S i)); field; lra.
Qed.

Lemma denominator_is_largest_v p i :
  v n b2 p (highest n b2 1 (ofnat n ^ 2)) (S i) = denominator 1 p i.
Proof.
assert (H := power_below b2 b2_range n n_pos); unfold v, denominator, highest.
rewrite average_closed, since_after, Nat.add_1_r; simpl (_ ^ S i); field; lra.
Qed.

(** After any past the displacement is at most the bound. *)
Theorem sure_bound_holds p sm sv : past n b1 b2 sm sv ->
  displacement n b1 b2 p sm sv <= sure_bound p.
Proof.
intros H; assert (H' := past_square n n_pos b1 b2 b2_range sm sv H); destruct H as [Hm Hv].
rewrite <- (Rmult_1_l (displacement _ _ _ _ _ _)).
apply Rle_trans with (displacement_bound n b1 b2 1 p (highest n b1 (-1) (ofnat n))
  (lowest n b2 1 (ofnat n ^ 2)) (highest n b2 1 (ofnat n ^ 2))).
- apply displacement_bounded; trivial; try lra.
  split; [apply lowest_ge; trivial; now apply big_square | apply Hv].
- apply total_le; intros i _; rewrite Rmult_1_l, numerator_is_m.
  rewrite denominator_is_least_v, denominator_is_largest_v; apply Rle_refl.
Qed.

Lemma least_margin f k : (forall p, (p < k)%nat -> f p < 0) ->
  exists mu, 0 < mu /\ forall p, (p < k)%nat -> f p <= - mu.
Proof.
induction k as [|k IH]; intros H; [exists 1; split; [lra | intros p Hp; lia]|].
destruct IH as [mu [Hmu H']]; [intros p Hp; apply H; lia|].
assert (Hk := H k (Nat.lt_succ_diag_r k)).
exists (Rmin mu (- f k)); split; [apply Rmin_glb_lt; lra|]; intros p Hp.
assert (Hl := Rmin_l mu (- f k)); assert (Hr := Rmin_r mu (- f k)).
destruct (Nat.eq_dec p k) as [->|Hne]; [lra|].
assert (f p <= - mu) by (apply H'; lia); lra.
Qed.

Theorem sure_displacement : S1 -> exists mu, 0 < mu /\
  forall p sm sv, (p < n)%nat -> past n b1 b2 sm sv -> displacement n b1 b2 p sm sv <= - mu.
Proof.
intros H; destruct (least_margin sure_bound n H) as [mu [Hmu H']].
exists mu; split; trivial; intros p sm sv Hp Hpast.
apply Rle_trans with (sure_bound p); [now apply sure_bound_holds | now apply H'].
Qed.

(** ** Adam on Function (2)

    The gradients are n and -1 for x >= -1, and x + 2 times that on the left. *)
Definition slope (x : R) : R := Rmin 1 (x + 2).

(** (x, m, v) after i steps of an epoch with the big gradient at p. *)
Fixpoint steps (rate : R) (p : nat) (start : R * R * R) (i : nat) : R * R * R :=
  match i with
  | O => start
  | S j =>
    let '(x, sm, sv) := steps rate p start j in
    let g := values p (-1) (ofnat n) j * slope x in
    let sm' := b1 * sm + (1 - b1) * g in
    let sv' := b2 * sv + (1 - b2) * g ^ 2 in
    (x - rate * (sm' / sqrt sv'), sm', sv')
  end.

(** (x, m, v) after k epochs with the big gradients at these positions, step eta/sqrt(epoch). *)
Fixpoint adam (eta : R) (positions : nat -> nat) (start : R * R * R) (k : nat) : R * R * R :=
  match k with
  | O => start
  | S j => steps (eta / sqrt (ofnat (S j))) (positions j) (adam eta positions start j) n
  end.

Definition moved (p : nat) (sm sv : R) (i : nat) : R :=
  total i (fun j => m n b1 p sm (S j) / sqrt (v n b2 p sv (S j))).

Lemma moved_little p sm sv i : past n b1 b2 sm sv -> moved p sm sv i <= ofnat i * ofnat n.
Proof.
intros H; assert (H' := past_square n n_pos b1 b2 b2_range sm sv H); destruct H as [[_ Hm] _].
assert (Hn := size_pos n n_pos).
rewrite <- total_const; apply total_le; intros j _.
assert (1 <= v n b2 p sv (S j)) by (apply square_ge; trivial).
assert (1 <= sqrt (v n b2 p sv (S j))) by (rewrite <- sqrt_1 at 1; apply sqrt_le_1; lra).
assert (Hi : 0 < / sqrt (v n b2 p sv (S j))) by (apply Rinv_0_lt_compat; lra).
assert (/ sqrt (v n b2 p sv (S j)) <= / 1) by (apply Rinv_le_contravar; lra).
assert (m n b1 p sm (S j) <= ofnat n).
{ apply average_le; trivial.
  - apply Rle_trans with (1 := Hm); apply highest_le; trivial; lra.
  - intros k; unfold values; destruct (Nat.eqb k p); lra. }
apply Rle_trans with (ofnat n * / sqrt (v n b2 p sv (S j))); [apply Rmult_le_compat_r; lra|].
rewrite <- (Rmult_1_r (ofnat n)) at 2; apply Rmult_le_compat_l; lra.
Qed.

Lemma steps_right rate p x sm sv : past n b1 b2 sm sv -> 0 <= rate ->
  -1 + ofnat n ^ 2 * rate <= x -> forall i, (i <= n)%nat ->
  steps rate p (x, sm, sv) i
    = (x - rate * moved p sm sv i, m n b1 p sm i, v n b2 p sv i).
Proof.
intros H Hrate Hx; induction i as [|i IH]; intros Hi.
- unfold moved; simpl; now rewrite Rmult_0_r, Rminus_0_r.
- cbn [steps]; rewrite IH by lia.
  assert (Hs : slope (x - rate * moved p sm sv i) = 1).
  { apply Rmin_left; assert (Hl := moved_little p sm sv i H).
    assert (Hn := size_pos n n_pos).
    assert (ofnat i <= ofnat n) by (apply IZR_le; lia).
    assert (ofnat i * ofnat n <= ofnat n * ofnat n) by (apply Rmult_le_compat_r; lra).
    assert (rate * moved p sm sv i <= rate * (ofnat n * ofnat n))
      by (apply Rmult_le_compat_l; lra).
    lra. }
  rewrite Hs, Rmult_1_r.
  assert (Hg : values p (-1) (ofnat n) i ^ 2 = values p 1 (ofnat n ^ 2) i)
    by (unfold values; destruct (Nat.eqb i p); ring).
  rewrite Hg; unfold moved; cbn [total].
  change (m n b1 p sm (S i)) with (b1 * m n b1 p sm i + (1 - b1) * values p (-1) (ofnat n) i).
  change (v n b2 p sv (S i)) with (b2 * v n b2 p sv i + (1 - b2) * values p 1 (ofnat n ^ 2) i).
  f_equal; f_equal; ring.
Qed.

(** 2 (sqrt (k + 1) - 1), which grows without bound, is at most 1 + 1/sqrt 2 + ... + 1/sqrt k. *)
Lemma root_step k : 2 * (sqrt (ofnat (S (S k))) - sqrt (ofnat (S k))) <= 1 / sqrt (ofnat (S k)).
Proof.
assert (H1 : 0 < ofnat (S k)) by (apply IZR_lt; lia).
assert (H2 : ofnat (S (S k)) = ofnat (S k) + 1)
  by (rewrite (Nat2Z.inj_succ (S k)), succ_IZR; reflexivity).
assert (Hs : 0 < sqrt (ofnat (S k))) by now apply sqrt_lt_R0.
assert (Ht : 0 <= sqrt (ofnat (S (S k)))) by apply sqrt_pos.
assert (E1 : sqrt (ofnat (S k)) * sqrt (ofnat (S k)) = ofnat (S k)) by (apply sqrt_sqrt; lra).
assert (E2 : sqrt (ofnat (S (S k))) * sqrt (ofnat (S (S k))) = ofnat (S k) + 1)
  by (rewrite sqrt_sqrt; lra).
set (s := sqrt (ofnat (S k))) in *; set (t := sqrt (ofnat (S (S k)))) in *.
apply Rmult_le_reg_r with s; trivial.
replace (1 / s * s) with 1 by (field; lra); assert (0 <= (t - s) * (t - s)) by nra; nra.
Qed.

(** Sure divergence: where S1 holds, x grows at least like sqrt k for every sequence of
    positions, if Adam starts far enough to the right with moments that some past may have. *)
Theorem sure_divergence eta x sm sv :
  S1 -> 0 < eta -> past n b1 b2 sm sv -> -1 + ofnat n ^ 2 * eta <= x ->
  exists mu, 0 < mu /\ forall positions, (forall j, (positions j < n)%nat) -> forall k,
    x + 2 * mu * eta * (sqrt (ofnat (S k)) - 1) <= fst (fst (adam eta positions (x, sm, sv) k)).
Proof.
intros H Heta Hpast Hx; destruct (sure_displacement H) as [mu [Hmu Hd]].
exists mu; split; trivial; intros positions Hp.
assert (goal : forall k, exists x' sm' sv', adam eta positions (x, sm, sv) k = (x', sm', sv')
  /\ past n b1 b2 sm' sv' /\ x + 2 * mu * eta * (sqrt (ofnat (S k)) - 1) <= x').
{ induction k as [|k [x' [sm' [sv' [Hk [Hpast' Hx']]]]]].
  - exists x, sm, sv; repeat split; try apply Hpast; simpl; rewrite sqrt_1; lra.
  - cbn [adam]; rewrite Hk.
    assert (Hk1 : 1 <= ofnat (S k)) by (apply IZR_le; lia).
    assert (Hs : 1 <= sqrt (ofnat (S k))) by (rewrite <- sqrt_1 at 1; apply sqrt_le_1; lra).
    assert (Hr : 0 < eta / sqrt (ofnat (S k))) by (apply Rdiv_lt_0_compat; lra).
    assert (Hr1 : eta / sqrt (ofnat (S k)) <= eta).
    { rewrite <- (Rmult_1_r eta) at 2; apply Rmult_le_compat_l; [lra|].
      rewrite <- Rinv_1; apply Rinv_le_contravar; lra. }
    assert (Hn2 : 0 <= ofnat n ^ 2) by (assert (Hn := size_pos n n_pos); nra).
    assert (0 <= mu * eta * (sqrt (ofnat (S k)) - 1)) by (repeat apply Rmult_le_pos; lra).
    assert (ofnat n ^ 2 * (eta / sqrt (ofnat (S k))) <= ofnat n ^ 2 * eta)
      by (apply Rmult_le_compat_l; lra).
    rewrite steps_right; trivial; try lra.
    eexists _, _, _; split; [reflexivity|]; split; [now apply past_kept|].
    assert (Hm := Hd (positions k) sm' sv' (Hp k) Hpast').
    change (displacement n b1 b2 (positions k) sm' sv')
      with (moved (positions k) sm' sv' n) in Hm.
    assert (eta / sqrt (ofnat (S k)) * moved (positions k) sm' sv' n
            <= eta / sqrt (ofnat (S k)) * - mu)
      by (apply Rmult_le_compat_l; lra).
    assert (Hroot := root_step k).
    assert (mu * eta * (2 * (sqrt (ofnat (S (S k))) - sqrt (ofnat (S k))))
            <= mu * eta * (1 / sqrt (ofnat (S k))))
      by (apply Rmult_le_compat_l; trivial; apply Rmult_le_pos; lra).
    unfold Rdiv in *; lra. }
intros k; destruct (goal k) as [x' [sm' [sv' [Hk [_ Hx']]]]]; rewrite Hk; exact Hx'.
Qed.
End Condition.
End Sure.
"""
