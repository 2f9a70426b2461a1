"""Adam's moments on Function (2) in Coq: definitions, and bounds after any past."""

from __future__ import annotations

__all__ = ["MODEL"]

MODEL = r"""Module Adam.
Local Open Scope R_scope.

(** ** Definitions *)

Notation ofnat n := (IZR (Z.of_nat n)).

(** f 0 + ... + f (n - 1), and the mean of these. *)
Fixpoint total (n : nat) (f : nat -> R) : R :=
  match n with O => 0 | S i => total i f + f i end.
Definition mean (n : nat) (f : nat -> R) : R := total n f / ofnat n.

(** An exponential moving average after the first i of the values g, from s. *)
Fixpoint average (b : R) (g : nat -> R) (s : R) (i : nat) : R :=
  match i with O => s | S j => b * average b g s j + (1 - b) * g j end.

(** In each epoch one step, at position p, has another value than all others. *)
Definition values (p : nat) (small big : R) (i : nat) : R :=
  if Nat.eqb i p then big else small.

Section Adam.
Variables (n : nat) (b1 b2 : R).

(** Adam's moments after i steps of an epoch with the big gradient at position p, from s before
    it: the gradients are n and -1, their squares n^2 and 1. *)
Definition m (p : nat) (s : R) (i : nat) : R := average b1 (values p (-1) (ofnat n)) s i.
Definition v (p : nat) (s : R) (i : nat) : R := average b2 (values p 1 (ofnat n ^ 2)) s i.

(** The epoch moves x by -step times this. *)
Definition displacement (p : nat) (sm sv : R) : R :=
  total n (fun i => m p sm (S i) / sqrt (v p sv (S i))).

(** The least and the largest moment that any past leaves behind: the big value always at the
    first position, and always at the last. *)
Definition lowest (b small big : R) : R :=
  small + (big - small) * (1 - b) * b ^ (n - 1) / (1 - b ^ n).
Definition highest (b small big : R) : R := small + (big - small) * (1 - b) / (1 - b ^ n).
Definition past (sm sv : R) : Prop :=
  lowest b1 (-1) (ofnat n) <= sm <= highest b1 (-1) (ofnat n) /\
  lowest b2 1 (ofnat n ^ 2) <= sv <= highest b2 1 (ofnat n ^ 2).

(** m/sqrt(v) at its largest for v between lo and hi. *)
Definition worst (M lo hi : R) : R := if Rle_dec 0 M then M / sqrt lo else M / sqrt hi.

(** A bound of sg * displacement, for sg = 1 or -1, if sg * sm <= sg * M and lo <= sv <= hi. *)
Definition displacement_bound (sg : R) (p : nat) (M lo hi : R) : R :=
  total n (fun i => worst (sg * m p M (S i)) (v p lo (S i)) (v p hi (S i))).
End Adam.

(** ** Sums *)

Lemma total_le n f g : (forall i, (i < n)%nat -> f i <= g i) -> total n f <= total n g.
Proof.
induction n as [|n IH]; intros H; simpl; [lra|].
assert (total n f <= total n g) by (apply IH; intros i Hi; apply H; lia).
specialize (H n (Nat.lt_succ_diag_r n)); lra.
Qed.

Lemma total_scale n c f : c * total n f = total n (fun i => c * f i).
Proof. induction n as [|n IH]; simpl; [ring | rewrite <- IH; ring]. Qed.

Lemma total_const n c : total n (fun _ => c) = ofnat n * c.
Proof. induction n as [|n IH]; [simpl; ring | rewrite Nat2Z.inj_succ, succ_IZR; simpl; lra]. Qed.

Lemma total_first n f : total (S n) f = f 0%nat + total n (fun i => f (S i)).
Proof.
induction n as [|n IH]; [simpl; ring|].
change (total (S n) f + f (S n) = f 0%nat + (total n (fun i => f (S i)) + f (S n))).
rewrite IH; ring.
Qed.

Lemma total_same n f g : (forall i, f i = g i) -> total n f = total n g.
Proof. intros H; induction n as [|n IH]; simpl; [reflexivity | now rewrite IH, H]. Qed.

Lemma size_pos n : (0 < n)%nat -> 0 < ofnat n.
Proof. intros H; apply IZR_lt; lia. Qed.

Lemma mean_le n f g : (0 < n)%nat -> (forall i, (i < n)%nat -> f i <= g i) ->
  mean n f <= mean n g.
Proof.
intros Hn H; apply Rmult_le_compat_r; [|now apply total_le].
apply Rlt_le, Rinv_0_lt_compat, size_pos, Hn.
Qed.

Lemma mean_scale n c f : c * mean n f = mean n (fun i => c * f i).
Proof. unfold mean, Rdiv; rewrite <- total_scale; ring. Qed.

Lemma mean_le_const n f c : (0 < n)%nat -> (forall i, (i < n)%nat -> f i <= c) -> mean n f <= c.
Proof.
intros Hn H; apply Rle_trans with (mean n (fun _ => c)); [now apply mean_le|].
unfold mean; rewrite total_const; apply Req_le; field; apply Rgt_not_eq, size_pos, Hn.
Qed.

(** ** Moving averages *)

Section Average.
Variables (b : R) (b_range : 0 <= b < 1).

Lemma average_mono sg g s t i : sg * s <= sg * t -> sg * average b g s i <= sg * average b g t i.
Proof.
intros H; induction i as [|i IH]; simpl; [exact H|].
assert (b * (sg * average b g s i) <= b * (sg * average b g t i))
  by (apply Rmult_le_compat_l; lra).
lra.
Qed.

Lemma average_ge c g s i : c <= s -> (forall j, c <= g j) -> c <= average b g s i.
Proof.
intros Hs Hg; induction i as [|i IH]; simpl; [exact Hs|].
specialize (Hg i); assert (b * c <= b * average b g s i) by (apply Rmult_le_compat_l; lra).
assert ((1 - b) * c <= (1 - b) * g i) by (apply Rmult_le_compat_l; lra); lra.
Qed.

Lemma average_le c g s i : s <= c -> (forall j, g j <= c) -> average b g s i <= c.
Proof.
intros Hs Hg; induction i as [|i IH]; simpl; [exact Hs|].
specialize (Hg i); assert (b * average b g s i <= b * c) by (apply Rmult_le_compat_l; lra).
assert ((1 - b) * g i <= (1 - b) * c) by (apply Rmult_le_compat_l; lra); lra.
Qed.

(** The closed form: what is left of s, and of the big value since its step. *)
Lemma average_closed p small big s i :
  average b (values p small big) s i =
  small + b ^ i * (s - small)
  + (big - small) * (1 - b) * (if Nat.ltb p i then b ^ (i - 1 - p) else 0).
Proof.
induction i as [|i IH]; simpl; [ring|]; rewrite IH; unfold values.
destruct (Nat.lt_trichotomy i p) as [H|[H|H]].
- rewrite (proj2 (Nat.eqb_neq i p)), (proj2 (Nat.ltb_ge p i)),
    (proj2 (Nat.ltb_ge p (S i))) by lia.
  ring.
- subst p; rewrite Nat.eqb_refl, Nat.ltb_irrefl, (proj2 (Nat.ltb_lt i (S i))) by lia.
  replace (i - 0 - i)%nat with 0%nat by lia; simpl; ring.
- rewrite (proj2 (Nat.eqb_neq i p)), (proj2 (Nat.ltb_lt p i)),
    (proj2 (Nat.ltb_lt p (S i))) by lia.
  replace (i - 0 - p)%nat with (S (i - 1 - p)) by lia; simpl; ring.
Qed.

Variables (n : nat) (n_pos : (0 < n)%nat) (small big : R) (big_range : small <= big).

Lemma power_below : 0 < 1 - b ^ n.
Proof. apply Rlt_Rminus, pow_lt_1_compat; [lra | exact n_pos]. Qed.

Lemma power_mono i j : (i <= j)%nat -> b ^ j <= b ^ i.
Proof.
intros H; replace j with (i + (j - i))%nat by lia; rewrite pow_add.
rewrite <- Rmult_1_r; apply Rmult_le_compat_l; [apply pow_le; lra|].
rewrite <- (pow1 (j - i)); apply pow_incr; lra.
Qed.

Lemma lowest_ge : small <= lowest n b small big.
Proof.
assert (H := power_below); unfold lowest, Rdiv.
assert (0 <= (big - small) * (1 - b) * b ^ (n - 1) * / (1 - b ^ n)); [|lra].
apply Rmult_le_pos; [|now apply Rlt_le, Rinv_0_lt_compat].
repeat apply Rmult_le_pos; try lra; apply pow_le; lra.
Qed.

Lemma highest_le : highest n b small big <= big.
Proof.
assert (H := power_below); unfold highest, Rdiv.
assert (b ^ n <= b) by (rewrite <- (pow_1 b) at 2; apply power_mono; lia).
assert ((1 - b) * / (1 - b ^ n) <= 1).
{ apply Rmult_le_reg_r with (1 - b ^ n); [exact H|].
  rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_1_l by lra; lra. }
assert ((big - small) * ((1 - b) * / (1 - b ^ n)) <= (big - small) * 1)
  by (apply Rmult_le_compat_l; lra); lra.
Qed.

(** How far an epoch ends from the ends of the range: b^n times as far as it began, at most. *)
Lemma epoch_ends p s : (p < n)%nat ->
  b ^ n * (s - lowest n b small big)
    <= average b (values p small big) s n - lowest n b small big /\
  average b (values p small big) s n - highest n b small big
    <= b ^ n * (s - highest n b small big).
Proof.
intros Hp; assert (H := power_below).
rewrite average_closed, (proj2 (Nat.ltb_lt p n)) by exact Hp.
set (d := (big - small) * (1 - b)); assert (Hd : 0 <= d) by (apply Rmult_le_pos; lra).
assert (Hq : b ^ (n - 1) <= b ^ (n - 1 - p) <= 1)
  by (split; [apply power_mono; lia | apply (power_mono 0); lia]).
assert (d * b ^ (n - 1) <= d * b ^ (n - 1 - p) <= d * 1)
  by (split; apply Rmult_le_compat_l; lra).
assert (lowest n b small big = small + b ^ n * (lowest n b small big - small) + d * b ^ (n - 1))
  by (unfold lowest, d; field; lra).
assert (highest n b small big = small + b ^ n * (highest n b small big - small) + d * 1)
  by (unfold highest, d; field; lra).
lra.
Qed.

(** Whatever the position is, an epoch leads from the range into the range. *)
Lemma range_kept p s : (p < n)%nat ->
  lowest n b small big <= s <= highest n b small big ->
  lowest n b small big <= average b (values p small big) s n <= highest n b small big.
Proof.
intros Hp [Hlo Hhi]; destruct (epoch_ends p s Hp) as [H1 H2].
assert (0 <= b ^ n) by (apply pow_le; lra).
assert (0 <= b ^ n * (s - lowest n b small big)) by (apply Rmult_le_pos; lra).
assert (0 <= b ^ n * (highest n b small big - s)) by (apply Rmult_le_pos; lra).
lra.
Qed.

Lemma range_order : lowest n b small big <= highest n b small big.
Proof.
assert (H := power_below); apply Rplus_le_compat_l; unfold Rdiv.
apply Rmult_le_compat_r; [now apply Rlt_le, Rinv_0_lt_compat|].
rewrite <- Rmult_1_r; apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|].
apply (power_mono 0); lia.
Qed.

(** So do all the epochs before: with an infinite past, s k being the average k epochs ago, the
    average is in the range now. *)
Lemma from_any_past p s : (forall k, (p k < n)%nat) -> (forall k, small <= s k <= big) ->
  (forall k, s k = average b (values (p k) small big) (s (S k)) n) ->
  lowest n b small big <= s 0%nat <= highest n b small big.
Proof.
intros Hp Hs Hk; assert (Hb := power_below).
assert (Hq : 0 <= b ^ n < 1) by (split; [apply pow_le|]; lra).
set (lo := lowest n b small big) in *; set (hi := highest n b small big) in *.
assert (far : forall j, lo - s 0%nat <= (b ^ n) ^ j * (lo - s j)
                     /\ s 0%nat - hi <= (b ^ n) ^ j * (s j - hi)).
{ induction j as [|j [IH1 IH2]]; [simpl; lra|].
  destruct (epoch_ends (p j) (s (S j)) (Hp j)) as [H1 H2]; rewrite <- Hk in H1, H2.
  assert (Hj : 0 <= (b ^ n) ^ j) by (apply pow_le; lra); simpl; split.
  - apply Rle_trans with (1 := IH1); rewrite (Rmult_comm (b ^ n)), Rmult_assoc.
    apply Rmult_le_compat_l; trivial; fold lo in H1; lra.
  - apply Rle_trans with (1 := IH2); rewrite (Rmult_comm (b ^ n)), Rmult_assoc.
    apply Rmult_le_compat_l; trivial; fold hi in H2; lra. }
assert (near : forall x, (forall j, x <= (b ^ n) ^ j * (big - small)) -> x <= 0).
{ intros x Hx; destruct (Rle_lt_dec x 0) as [H|H]; trivial.
  assert (He : 0 < x / (big - small + 1)) by (apply Rdiv_lt_0_compat; lra).
  destruct (pow_lt_1_zero (b ^ n) (Rabs_def1 _ _ (proj2 Hq) ltac:(lra)) _ He) as [N HN].
  specialize (HN N (Nat.le_refl N)); rewrite Rabs_pos_eq in HN by (apply pow_le; lra).
  specialize (Hx N).
  assert (x / (big - small + 1) * (big - small + 1) = x) by (field; lra).
  assert ((b ^ n) ^ N * (big - small + 1) <= x / (big - small + 1) * (big - small + 1))
    by (apply Rmult_le_compat_r; lra).
  assert (0 < (b ^ n) ^ N \/ (b ^ n) ^ N = 0) as [Hz|Hz]
    by (assert (0 <= (b ^ n) ^ N) by (apply pow_le; lra); lra); [lra|].
  rewrite Hz in Hx; lra. }
assert (lo <= big /\ small <= hi) as [Hlo Hhi].
{ assert (H1 := highest_le); assert (H2 := lowest_ge); assert (H3 := range_order).
  fold lo hi in H1, H2, H3; lra. }
split; apply Rminus_le; apply near; intros j; destruct (far j) as [H1 H2].
- apply Rle_trans with (1 := H1), Rmult_le_compat_l; [apply pow_le; lra|]; specialize (Hs j); lra.
- apply Rle_trans with (1 := H2), Rmult_le_compat_l; [apply pow_le; lra|]; specialize (Hs j); lra.
Qed.
End Average.

(** ** One epoch after any past *)

Section Epoch.
Variables (n : nat) (n_pos : (0 < n)%nat) (b1 b2 : R).
Variables (b1_range : 0 <= b1 < 1) (b2_range : 0 <= b2 < 1).

Lemma big_square : 1 <= ofnat n ^ 2.
Proof. assert (1 <= ofnat n) by (apply IZR_le; lia); nra. Qed.

Lemma past_exists : past n b1 b2 (highest n b1 (-1) (ofnat n)) (highest n b2 1 (ofnat n ^ 2)).
Proof.
assert (0 < ofnat n) by now apply size_pos.
split; split; try apply Rle_refl; apply range_order; trivial; [lra | apply big_square].
Qed.

Lemma past_kept p sm sv : (p < n)%nat -> past n b1 b2 sm sv ->
  past n b1 b2 (m n b1 p sm n) (v n b2 p sv n).
Proof.
intros Hp [Hm Hv]; split; apply range_kept; trivial; try apply big_square.
assert (0 < ofnat n) by now apply size_pos. lra.
Qed.

Lemma past_square sm sv : past n b1 b2 sm sv -> 1 <= sv.
Proof.
intros [_ [H _]]; apply Rle_trans with (2 := H); apply lowest_ge; trivial; apply big_square.
Qed.

Lemma square_ge p s i : 1 <= s -> 1 <= v n b2 p s i.
Proof.
intros H; apply average_ge; trivial; intros j; unfold values.
destruct (Nat.eqb j p); [apply big_square | lra].
Qed.

Lemma worst_bound M x lo y hi : x <= M -> 1 <= lo <= y -> y <= hi -> x / sqrt y <= worst M lo hi.
Proof.
intros Hx Hlo Hhi.
assert (0 < sqrt lo) by (apply sqrt_lt_R0; lra).
assert (sqrt lo <= sqrt y) by (apply sqrt_le_1; lra).
assert (sqrt y <= sqrt hi) by (apply sqrt_le_1; lra).
assert (/ sqrt y <= / sqrt lo) by (apply Rinv_le_contravar; lra).
assert (/ sqrt hi <= / sqrt y) by (apply Rinv_le_contravar; lra).
assert (0 < / sqrt y) by (apply Rinv_0_lt_compat; lra).
apply Rle_trans with (M * / sqrt y); [apply Rmult_le_compat_r; lra|].
unfold worst; destruct (Rle_dec 0 M) as [HM|HM]; unfold Rdiv.
- now apply Rmult_le_compat_l.
- now apply Rmult_le_compat_neg_l; [lra|].
Qed.

Theorem displacement_bounded sg p sm sv M lo hi :
  sg * sm <= sg * M -> 1 <= lo <= sv -> sv <= hi ->
  sg * displacement n b1 b2 p sm sv <= displacement_bound n b1 b2 sg p M lo hi.
Proof.
intros Hm Hlo Hhi; unfold displacement; rewrite total_scale; apply total_le; intros i _.
unfold Rdiv; rewrite <- Rmult_assoc; apply worst_bound.
- now apply average_mono.
- split; [apply square_ge; lra|].
  rewrite <- (Rmult_1_l (v _ _ _ lo _)), <- (Rmult_1_l (v _ _ _ sv _)); apply average_mono; lra.
- rewrite <- (Rmult_1_l (v _ _ _ hi _)), <- (Rmult_1_l (v _ _ _ sv _)); apply average_mono; lra.
Qed.
End Epoch.
End Adam.
"""
