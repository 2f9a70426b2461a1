"""The drift in Coq: what it is, and that looking back on some epochs bounds it."""

from __future__ import annotations

__all__ = ["DRIFT_THEORY"]

DRIFT_THEORY = r"""Module Drift.
Import Adam Enclosures.
Local Open Scope R_scope.

Section Drift.
Variables (n : nat) (b1 b2 : R).

(** The mean displacement of the epoch that follows k others, all positions equally likely. *)
Fixpoint drift_after (k : nat) (sm sv : R) : R :=
  match k with
  | O => mean n (fun p => displacement n b1 b2 p sm sv)
  | S l => mean n (fun p => drift_after l (m n b1 p sm n) (v n b2 p sv n))
  end.

(** The same with the worst moments: the bound that looks k + 1 epochs back. *)
Fixpoint drift_bound (sg : R) (k : nat) (M lo hi : R) : R :=
  match k with
  | O => mean n (fun p => displacement_bound n b1 b2 sg p M lo hi)
  | S l => mean n (fun p => drift_bound sg l (m n b1 p M n) (v n b2 p lo n) (v n b2 p hi n))
  end.

(** The mean over a stationary law of the moments before an epoch, as far as it matters here: it
    keeps order on [past], it keeps constants, and one more epoch does not change it. *)
Record stationary (E : (R -> R -> R) -> R) : Prop := {
  keeps_order : forall f g,
    (forall sm sv, past n b1 b2 sm sv -> f sm sv <= g sm sv) -> E f <= E g;
  keeps_constants : forall c, E (fun _ _ => c) = c;
  keeps_epochs : forall f,
    E f = E (fun sm sv => mean n (fun p => f (m n b1 p sm n) (v n b2 p sv n)))
}.

Hypotheses (n_pos : (0 < n)%nat) (b1_range : 0 <= b1 < 1) (b2_range : 0 <= b2 < 1).

Lemma drift_after_bounded sg k : forall sm sv M lo hi,
  sg * sm <= sg * M -> 1 <= lo <= sv -> sv <= hi ->
  sg * drift_after k sm sv <= drift_bound sg k M lo hi.
Proof.
induction k as [|k IH]; intros sm sv M lo hi Hm Hlo Hhi; cbn [drift_after drift_bound];
  rewrite mean_scale; apply mean_le; trivial; intros p _.
- now apply displacement_bounded.
- assert (mono : forall s t, s <= t -> v n b2 p s n <= v n b2 p t n).
  { intros s t H; rewrite <- (Rmult_1_l (v _ _ _ s _)), <- (Rmult_1_l (v _ _ _ t _)).
    apply average_mono; lra. }
  apply IH; [now apply average_mono | split | ].
  + apply square_ge; trivial; apply Hlo.
  + apply mono; lra.
  + apply mono; lra.
Qed.

(** The worst start: sg = 1 bounds from above, sg = -1 from below. *)
Definition extreme (sg : R) : R :=
  if Rle_dec 0 sg then highest n b1 (-1) (ofnat n) else lowest n b1 (-1) (ofnat n).
Definition bound (sg : R) (k : nat) : R :=
  drift_bound sg k (extreme sg) (lowest n b2 1 (ofnat n ^ 2)) (highest n b2 1 (ofnat n ^ 2)).

Lemma drift_from_past sg k sm sv : past n b1 b2 sm sv -> sg * drift_after k sm sv <= bound sg k.
Proof.
intros [Hm Hv]; apply drift_after_bounded; try apply Hv.
- unfold extreme; destruct (Rle_dec 0 sg) as [H|H].
  + now apply Rmult_le_compat_l.
  + apply Rmult_le_compat_neg_l; [lra | apply Hm].
- split; [apply lowest_ge; trivial; now apply big_square | apply Hv].
Qed.

(** The bound holds for every later epoch, too. *)
Theorem drift_later sg k j : forall sm sv, past n b1 b2 sm sv ->
  sg * drift_after (j + k) sm sv <= bound sg k.
Proof.
induction j as [|j IH]; intros sm sv H; cbn [Nat.add drift_after].
- now apply drift_from_past.
- rewrite mean_scale; apply mean_le_const; trivial; intros p Hp; now apply IH, past_kept.
Qed.

Lemma keeps_all_epochs E k : stationary E -> E (drift_after 0) = E (drift_after k).
Proof.
intros HE; induction k as [|k IH]; [reflexivity|]; rewrite IH; apply (keeps_epochs E HE).
Qed.

Theorem drift_stationary E k : stationary E -> - bound (-1) k <= E (drift_after 0) <= bound 1 k.
Proof.
intros HE; rewrite (keeps_all_epochs E k HE); split.
- rewrite <- (keeps_constants E HE (- bound (-1) k)); apply (keeps_order E HE).
  intros sm sv H; assert (H' := drift_from_past (-1) k sm sv H); lra.
- rewrite <- (keeps_constants E HE (bound 1 k)); apply (keeps_order E HE).
  intros sm sv H; assert (H' := drift_from_past 1 k sm sv H); lra.
Qed.

(** What a bound with a number says. *)
Lemma drift_below y k l sm sv : bound 1 k < y -> (k <= l)%nat -> past n b1 b2 sm sv ->
  drift_after l sm sv < y.
Proof.
intros Hy Hl H; assert (H' := drift_later 1 k (l - k) sm sv H).
replace (l - k + k)%nat with l in H' by lia; lra.
Qed.

Lemma drift_above y k l sm sv : bound (-1) k < - y -> (k <= l)%nat -> past n b1 b2 sm sv ->
  y < drift_after l sm sv.
Proof.
intros Hy Hl H; assert (H' := drift_later (-1) k (l - k) sm sv H).
replace (l - k + k)%nat with l in H' by lia; lra.
Qed.

Lemma stationary_below y k E : bound 1 k < y -> stationary E -> E (drift_after 0) < y.
Proof. intros Hy HE; destruct (drift_stationary E k HE); lra. Qed.

Lemma stationary_above y k E : bound (-1) k < - y -> stationary E -> y < E (drift_after 0).
Proof. intros Hy HE; destruct (drift_stationary E k HE); lra. Qed.

(** Some past is there, so what holds after any past is not empty. *)
Lemma not_above y k l : bound 1 k < y -> (k <= l)%nat ->
  ~ (forall sm sv, past n b1 b2 sm sv -> y <= drift_after l sm sv).
Proof.
intros Hy Hl H; assert (Hp := past_exists n n_pos b1 b2 b1_range b2_range).
assert (H1 := drift_below y k l _ _ Hy Hl Hp); assert (H2 := H _ _ Hp); lra.
Qed.

Lemma not_below y k l : bound (-1) k < - y -> (k <= l)%nat ->
  ~ (forall sm sv, past n b1 b2 sm sv -> drift_after l sm sv <= y).
Proof.
intros Hy Hl H; assert (Hp := past_exists n n_pos b1 b2 b1_range b2_range).
assert (H1 := drift_above y k l _ _ Hy Hl Hp); assert (H2 := H _ _ Hp); lra.
Qed.
End Drift.

(** ** The same in intervals *)

Section Intervals.
Variable n : nat.

Definition istep (B : I.type) (s : I.type) (g : Z) : I.type :=
  add (mul B s) (mul (sub (whole 1) B) (whole g)).
Definition ivalues (p : nat) (small big : Z) (i : nat) : Z := if Nat.eqb i p then big else small.
Definition size := Z.of_nat n.
Definition square := (size * size)%Z.

Fixpoint iaverage (B : I.type) (g : nat -> Z) (s : I.type) (i : nat) : I.type :=
  match i with O => s | S j => istep B (iaverage B g s j) (g j) end.
Definition im (B : I.type) p s := iaverage B (ivalues p (-1) size) s n.
Definition iv (B : I.type) p s := iaverage B (ivalues p 1 square) s n.

(** The terms of r steps from step j on, whose moments before it are in M, Lo and Hi. *)
Fixpoint iterms (sg B1 B2 : I.type) (p r j : nat) (M Lo Hi : I.type) : I.type :=
  match r with
  | O => whole 0
  | S r' =>
    let M' := istep B1 M (ivalues p (-1) size j) in
    let Lo' := istep B2 Lo (ivalues p 1 square j) in
    let Hi' := istep B2 Hi (ivalues p 1 square j) in
    add (iworst (mul sg M') Lo' Hi') (iterms sg B1 B2 p r' (S j) M' Lo' Hi')
  end.
Fixpoint idrift (sg B1 B2 : I.type) (k : nat) (M Lo Hi : I.type) : I.type :=
  match k with
  | O => imean n (fun p => iterms sg B1 B2 p n 0 M Lo Hi)
  | S l => imean n (fun p => idrift sg B1 B2 l (im B1 p M) (iv B2 p Lo) (iv B2 p Hi))
  end.
Definition ispan B (small big : Z) := mul (whole (big - small)) (sub (whole 1) B).
Definition ilowest B (small big : Z) :=
  add (whole small)
    (div (mul (ispan B small big) (power B (n - 1))) (sub (whole 1) (power B n))).
Definition ihighest B (small big : Z) :=
  add (whole small) (div (ispan B small big) (sub (whole 1) (power B n))).
Definition ibound (from_above : bool) (k : nat) (B1 B2 : I.type) : I.type :=
  idrift (whole (if from_above then 1 else -1)) B1 B2 k
    ((if from_above then ihighest else ilowest) B1 (-1)%Z size)
    (ilowest B2 1%Z square) (ihighest B2 1%Z square).

Lemma istep_inside b B s T g G :
  inside b B -> inside s T -> g = IZR G -> inside (b * s + (1 - b) * g) (istep B T G).
Proof.
intros Hb Hs ->; apply add_inside; [now apply mul_inside|]; apply mul_inside.
- apply sub_inside; [apply whole_inside | exact Hb].
- apply whole_inside.
Qed.

Lemma iaverage_inside b B g G s T i : inside b B -> (forall j, g j = IZR (G j)) ->
  inside s T -> inside (average b g s i) (iaverage B G T i).
Proof.
intros Hb Hg Hs; induction i as [|i IH]; cbn [average iaverage]; trivial; now apply istep_inside.
Qed.

Lemma values_whole p small big j : values p (IZR small) (IZR big) j = IZR (ivalues p small big j).
Proof. unfold values, ivalues; now destruct (Nat.eqb j p). Qed.

Lemma square_whole : ofnat n ^ 2 = IZR square.
Proof. unfold square; rewrite mult_IZR; unfold size; ring. Qed.

Lemma squares_whole p j : values p 1 (ofnat n ^ 2) j = IZR (ivalues p 1 square j).
Proof. rewrite square_whole; apply values_whole. Qed.

Lemma im_inside b B p s T : inside b B -> inside s T -> inside (m n b p s n) (im B p T).
Proof. intros; apply iaverage_inside; trivial; intros j; apply values_whole. Qed.

Lemma iv_inside b B p s T : inside b B -> inside s T -> inside (v n b p s n) (iv B p T).
Proof. intros; apply iaverage_inside; trivial; intros j; apply squares_whole. Qed.

Lemma iterms_inside sg S1 b1 b2 B1 B2 p M lo hi :
  inside sg S1 -> inside b1 B1 -> inside b2 B2 -> forall r j IM Lo Hi,
  inside (m n b1 p M j) IM -> inside (v n b2 p lo j) Lo -> inside (v n b2 p hi j) Hi ->
  inside (total r (fun i => worst (sg * m n b1 p M (S (j + i))) (v n b2 p lo (S (j + i)))
                              (v n b2 p hi (S (j + i)))))
    (iterms S1 B1 B2 p r j IM Lo Hi).
Proof.
intros Hs H1 H2; induction r as [|r IH]; intros j IM Lo Hi HM Hlo Hhi; [apply whole_inside|].
rewrite total_first, Nat.add_0_r; cbn [iterms]; cbv zeta.
assert (HM' : inside (m n b1 p M (S j)) (istep B1 IM (ivalues p (-1) size j)))
  by (apply istep_inside; trivial; apply values_whole).
assert (Hlo' : inside (v n b2 p lo (S j)) (istep B2 Lo (ivalues p 1 square j)))
  by (apply istep_inside; trivial; apply squares_whole).
assert (Hhi' : inside (v n b2 p hi (S j)) (istep B2 Hi (ivalues p 1 square j)))
  by (apply istep_inside; trivial; apply squares_whole).
apply add_inside; [apply iworst_inside; trivial; now apply mul_inside|].
rewrite (total_same r _ (fun i => worst (sg * m n b1 p M (S (S j + i)))
  (v n b2 p lo (S (S j + i))) (v n b2 p hi (S (S j + i))))); [now apply IH|].
intros i; now rewrite Nat.add_succ_r.
Qed.

Lemma idrift_inside sg S1 b1 b2 B1 B2 k : inside sg S1 -> inside b1 B1 -> inside b2 B2 ->
  forall M lo hi IM Lo Hi, inside M IM -> inside lo Lo -> inside hi Hi ->
  inside (drift_bound n b1 b2 sg k M lo hi) (idrift S1 B1 B2 k IM Lo Hi).
Proof.
intros Hs H1 H2; induction k as [|k IH]; intros M lo hi IM Lo Hi HM Hlo Hhi;
  cbn [drift_bound idrift]; apply imean_inside; intros p _.
- now apply iterms_inside.
- apply IH; [now apply im_inside | now apply iv_inside | now apply iv_inside].
Qed.

Lemma ispan_inside b B small big : inside b B ->
  inside ((IZR big - IZR small) * (1 - b)) (ispan B small big).
Proof.
intros H; apply mul_inside; [rewrite <- minus_IZR; apply whole_inside|].
apply sub_inside; [apply whole_inside | exact H].
Qed.

Lemma ilowest_inside b B small big : inside b B ->
  inside (lowest n b (IZR small) (IZR big)) (ilowest B small big).
Proof.
intros H; apply add_inside; [apply whole_inside|]; apply div_inside.
- apply mul_inside; [now apply ispan_inside | now apply power_inside].
- apply sub_inside; [apply whole_inside | now apply power_inside].
Qed.

Lemma ihighest_inside b B small big : inside b B ->
  inside (highest n b (IZR small) (IZR big)) (ihighest B small big).
Proof.
intros H; apply add_inside; [apply whole_inside|]; apply div_inside; [now apply ispan_inside|].
apply sub_inside; [apply whole_inside | now apply power_inside].
Qed.

Lemma ibound_inside (from_above : bool) k b1 b2 B1 B2 : inside b1 B1 -> inside b2 B2 ->
  inside (bound n b1 b2 (if from_above then 1 else -1) k) (ibound from_above k B1 B2).
Proof.
intros H1 H2; unfold bound, extreme; rewrite square_whole; apply idrift_inside; trivial.
- destruct from_above; apply whole_inside.
- destruct from_above; destruct (Rle_dec _ _); try lra;
    [now apply ihighest_inside | now apply ilowest_inside].
- now apply ilowest_inside.
- now apply ihighest_inside.
Qed.

Definition fraction (z : Z) (d : positive) : I.type := div (whole z) (whole (Zpos d)).

Lemma bound_below (from_above : bool) k x1 d1 x2 d2 y d :
  is_negative (sub (ibound from_above k (fraction x1 d1) (fraction x2 d2))
    (fraction y d)) = true ->
  bound n (IZR x1 / IZR (Zpos d1)) (IZR x2 / IZR (Zpos d2)) (if from_above then 1 else -1) k
    < IZR y / IZR (Zpos d).
Proof.
intros H; apply Rminus_lt; refine (is_negative_correct _ _ _ H).
apply sub_inside; [apply ibound_inside|]; apply div_inside; apply whole_inside.
Qed.
End Intervals.
End Drift.
"""
