"""Rows of boxes in Coq: a function that sees the condition hold, proved correct."""

from __future__ import annotations

__all__ = ["ROWS_THEORY"]

ROWS_THEORY = r"""Module Boxes.
Import Adam Enclosures Sure.
Local Open Scope R_scope.

(** Tables, so that nothing is computed twice. *)
Definition table (n : nat) (f : nat -> I.type) : list I.type := List.map f (List.seq 0 n).
Definition entry (T : list I.type) (i : nat) : I.type := List.nth i T I.nai.

Lemma entry_inside n x f : (forall i, (i < n)%nat -> inside (x i) (f i)) ->
  forall i, inside (x i) (entry (table n f) i).
Proof.
intros H i; unfold entry, table.
destruct (Nat.lt_ge_cases i n) as [Hi|Hi].
- rewrite (List.nth_indep _ _ (f 0%nat)) by now rewrite List.map_length, List.seq_length.
  rewrite List.map_nth, List.seq_nth by exact Hi; now apply H.
- rewrite List.nth_overflow by now rewrite List.map_length, List.seq_length.
  unfold inside; rewrite I.nai_correct; exact Logic.I.
Qed.

(** All i < n, no longer than it takes. *)
Fixpoint all (n : nat) (f : nat -> bool) : bool :=
  match n with O => true | S i => if f i then all i f else false end.

Lemma all_correct n f : all n f = true -> forall i, (i < n)%nat -> f i = true.
Proof.
induction n as [|n IH]; simpl; intros H i Hi; [lia|].
destruct (f n) eqn:Hn; try discriminate.
destruct (Nat.eq_dec i n) as [->|Hne]; [exact Hn | apply IH; trivial; lia].
Qed.

Fixpoint powers (X P : I.type) (n : nat) : list I.type :=
  match n with O => nil | S k => cons P (powers X (mul X P) k) end.

Lemma powers_inside x X n : inside x X ->
  forall i, inside (x ^ i) (entry (powers X (whole 1) n) i).
Proof.
intros Hx; assert (H : forall n j P, inside (x ^ j) P ->
  forall i, inside (x ^ (j + i)) (entry (powers X P n) i)).
{ induction n0 as [|k IH]; intros j P HP i; unfold entry; simpl.
  - destruct i; unfold inside; rewrite I.nai_correct; exact Logic.I.
  - destruct i as [|i]; [now rewrite Nat.add_0_r|].
    rewrite <- Nat.add_succ_comm; apply IH; now apply mul_inside. }
apply (H n 0%nat); apply whole_inside.
Qed.

Section Box.
Variable n : nat.

(** What the newest big gradient adds at age d, and the older ones at position i, with -1 or 1:
    G is the gain or the spread, P has the powers of beta, Q is 1 - beta^n. *)
Definition new (G : I.type) (P : list I.type) (d : nat) : I.type := mul G (entry P d).
Definition old (s : Z) (G Q : I.type) (P : list I.type) (e i : nat) : I.type :=
  add (whole s) (mul G (div (entry P (i + e)) Q)).
Definition gain (B : I.type) := mul (sub (whole 1) B) (whole (Z.of_nat n + 1)).
Definition spread (B : I.type) :=
  mul (sub (whole 1) B) (whole (Z.of_nat n * Z.of_nat n - 1)).

(** The n bounds over the box. *)
Definition boxed (B1 B2 : I.type) : nat -> I.type :=
  let P1 := powers B1 (whole 1) (n + n) in let P2 := powers B2 (whole 1) (n + n) in
  let Q1 := sub (whole 1) (entry P1 n) in let Q2 := sub (whole 1) (entry P2 n) in
  let G1 := gain B1 in let G2 := spread B2 in
  let N1 := table n (new G1 P1) in let O1 := table n (old (-1) G1 Q1 P1 1) in
  let N2 := table n (new G2 P2) in
  let Lo := table n (old 1 G2 Q2 P2 n) in let Hi := table n (old 1 G2 Q2 P2 1) in
  let early := table n (fun i => iworst (entry O1 i) (entry Lo i) (entry Hi i)) in
  fun p => itotal n (fun i =>
    if Nat.leb p i then
      let c := entry N2 (i - p) in
      iworst (add (entry O1 i) (entry N1 (i - p))) (add (entry Lo i) c) (add (entry Hi i) c)
    else entry early i).

(** Whether all of them are seen to be negative. *)
Definition holds (B1 B2 : I.type) : bool :=
  let bounds := boxed B1 B2 in all n (fun p => is_negative (bounds p)).

Variables (b1 b2 : R).

Definition rnew (g b : R) (d : nat) : R := g * b ^ d.
Definition rold (s g b : R) (e i : nat) : R := s + g * (b ^ (i + e) / (1 - b ^ n)).
Definition rgain := (1 - b1) * (ofnat n + 1).
Definition rspread := (1 - b2) * (ofnat n ^ 2 - 1).

Lemma gain_inside B1 : inside b1 B1 -> inside rgain (gain B1).
Proof.
intros H; apply mul_inside; [apply sub_inside; [apply whole_inside | exact H]|].
rewrite <- plus_IZR; apply whole_inside.
Qed.

Lemma spread_inside B2 : inside b2 B2 -> inside rspread (spread B2).
Proof.
intros H; apply mul_inside; [apply sub_inside; [apply whole_inside | exact H]|].
replace (ofnat n ^ 2 - 1) with (IZR (Z.of_nat n * Z.of_nat n - 1)); [apply whole_inside|].
rewrite minus_IZR, mult_IZR; ring.
Qed.

Lemma rest_inside b B : inside b B ->
  inside (1 - b ^ n) (sub (whole 1) (entry (powers B (whole 1) (n + n)) n)).
Proof. intros H; apply sub_inside; [apply whole_inside | now apply powers_inside]. Qed.

Lemma new_inside g G b B d : inside g G -> inside b B ->
  inside (rnew g b d) (new G (powers B (whole 1) (n + n)) d).
Proof. intros Hg Hb; apply mul_inside; trivial; now apply powers_inside. Qed.

Lemma old_inside s g G b B e i : inside g G -> inside b B ->
  inside (rold (IZR s) g b e i)
    (old s G (sub (whole 1) (entry (powers B (whole 1) (n + n)) n))
      (powers B (whole 1) (n + n)) e i).
Proof.
intros Hg Hb; apply add_inside; [apply whole_inside|]; apply mul_inside; trivial.
apply div_inside; [now apply powers_inside | now apply rest_inside].
Qed.

Definition rterm (p i : nat) : R :=
  if Nat.leb p i
  then worst (rold (-1) rgain b1 1 i + rnew rgain b1 (i - p))
         (rold 1 rspread b2 n i + rnew rspread b2 (i - p))
         (rold 1 rspread b2 1 i + rnew rspread b2 (i - p))
  else worst (rold (-1) rgain b1 1 i) (rold 1 rspread b2 n i) (rold 1 rspread b2 1 i).

Lemma term_split p i :
  worst (numerator n b1 p i) (denominator n b2 n p i) (denominator n b2 1 p i) = rterm p i.
Proof.
unfold rterm, numerator, denominator, since, rold, rnew, rgain, rspread.
destruct (Nat.leb p i); f_equal; ring.
Qed.

Lemma boxed_inside B1 B2 p : inside b1 B1 -> inside b2 B2 ->
  inside (sure_bound n b1 b2 p) (boxed B1 B2 p).
Proof.
intros H1 H2; unfold boxed; cbv zeta; apply itotal_inside; intros i _.
assert (Hg := gain_inside B1 H1); assert (Hs := spread_inside B2 H2).
assert (E1 := entry_inside n _ _ (fun d _ => new_inside _ _ _ _ d Hg H1)).
assert (E2 := entry_inside n _ _ (fun d _ => new_inside _ _ _ _ d Hs H2)).
assert (E3 := entry_inside n _ _ (fun d _ => old_inside (-1) _ _ _ _ 1 d Hg H1)).
assert (E4 := entry_inside n _ _ (fun d _ => old_inside 1 _ _ _ _ n d Hs H2)).
assert (E5 := entry_inside n _ _ (fun d _ => old_inside 1 _ _ _ _ 1 d Hs H2)).
rewrite term_split; unfold rterm; destruct (Nat.leb p i).
- apply iworst_inside; now apply add_inside.
- refine (entry_inside n
    (fun j => worst (rold (-1) rgain b1 1 j) (rold 1 rspread b2 n j) (rold 1 rspread b2 1 j))
    _ _ i).
  intros j _; now apply iworst_inside.
Qed.

Lemma holds_correct B1 B2 : inside b1 B1 -> inside b2 B2 -> holds B1 B2 = true -> S1 n b1 b2.
Proof.
intros H1 H2 H p Hp; unfold holds in H; cbv zeta in H.
exact (is_negative_correct _ _ (boxed_inside B1 B2 p H1 H2) (all_correct _ _ H p Hp)).
Qed.

(** One bound that is seen to be positive refutes the condition. *)
Lemma fails_correct B1 B2 p : inside b1 B1 -> inside b2 B2 -> (p < n)%nat ->
  is_negative (sub (whole 0) (boxed B1 B2 p)) = true -> ~ S1 n b1 b2.
Proof.
intros H1 H2 Hp H HS; specialize (HS p Hp).
assert (inside (0 - sure_bound n b1 b2 p) (sub (whole 0) (boxed B1 B2 p)))
  by (apply sub_inside; [apply whole_inside | now apply boxed_inside]).
assert (0 - sure_bound n b1 b2 p < 0) by (eapply is_negative_correct; eassumption); lra.
Qed.
End Box.

(** The box is halved across its longer side until all parts are seen to hold. *)
Fixpoint covered (n depth : nat) (B1 B2 : I.type) : bool :=
  if holds n B1 B2 then true else
  match depth with
  | O => false
  | S d =>
    if I.wider bits B1 B2 then
      let (L, H) := I.bisect B1 in if covered n d L B2 then covered n d H B2 else false
    else
      let (L, H) := I.bisect B2 in if covered n d B1 L then covered n d B1 H else false
  end.

Lemma covered_correct n depth : forall B1 B2 b1 b2, covered n depth B1 B2 = true ->
  inside b1 B1 -> inside b2 B2 -> S1 n b1 b2.
Proof.
induction depth as [|d IH]; intros B1 B2 b1 b2 H H1 H2; cbn [covered] in H;
  destruct (holds n B1 B2) eqn:Hh; try discriminate;
  try exact (holds_correct n b1 b2 B1 B2 H1 H2 Hh).
destruct (I.wider bits B1 B2).
- assert (Hb := I.bisect_correct B1 _ H1); destruct (I.bisect B1) as [L U].
  destruct (covered n d L B2) eqn:HL; try discriminate.
  destruct Hb; [apply (IH L B2) | apply (IH U B2)]; assumption.
- assert (Hb := I.bisect_correct B2 _ H2); destruct (I.bisect B2) as [L U].
  destruct (covered n d B1 L) eqn:HL; try discriminate.
  destruct Hb; [apply (IH B1 L) | apply (IH B1 U)]; assumption.
Qed.

Definition fraction (z : Z) (d : positive) : I.type := div (whole z) (whole (Zpos d)).
Definition between (z z' : Z) (d : positive) : I.type := I.join (fraction z d) (fraction z' d).

Lemma between_inside x z z' d :
  IZR z / IZR (Zpos d) <= x <= IZR z' / IZR (Zpos d) -> inside x (between z z' d).
Proof.
intros H; unfold inside, between.
assert (H1 : inside (IZR z / IZR (Zpos d)) (fraction z d))
  by (apply div_inside; apply whole_inside).
assert (H2 : inside (IZR z' / IZR (Zpos d)) (fraction z' d))
  by (apply div_inside; apply whole_inside).
assert (J1 := I.join_correct _ (fraction z' d) _ (or_introl H1)).
assert (J2 := I.join_correct (fraction z d) _ _ (or_intror H2)).
destruct (I.convert (I.join _ _)) as [|[|l] [|u]]; simpl in *; try exact Logic.I; lra.
Qed.

Lemma fraction_inside z d : inside (IZR z / IZR (Zpos d)) (fraction z d).
Proof. apply div_inside; apply whole_inside. Qed.

Lemma fails_at n p x1 d1 x2 d2 : (p < n)%nat ->
  is_negative (sub (whole 0) (boxed n (fraction x1 d1) (fraction x2 d2) p)) = true ->
  ~ S1 n (IZR x1 / IZR (Zpos d1)) (IZR x2 / IZR (Zpos d2)).
Proof.
intros Hp H; refine (fails_correct n _ _ _ _ p _ _ Hp H); apply fraction_inside.
Qed.

Lemma fraction_below_one x y : 0 < y -> x < y -> x / y < 1.
Proof.
intros Hy H; apply Rmult_lt_reg_r with y; trivial.
unfold Rdiv; rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_1_l by lra; exact H.
Qed.

Section Rows.
Variables (n : nat) (rows unit : positive).

(** Row j: beta_2 from j/rows to (j + 1)/rows, beta_1 from 0 to r/unit. *)
Definition row_holds (j r : Z) : bool :=
  andb (andb (0 <=? j)%Z (j + 1 <? Zpos rows)%Z)
    (andb (r <? Zpos unit)%Z (covered n 40 (between 0 r unit) (between j (j + 1) rows))).

Definition in_row (j r : Z) (b1 b2 : R) : Prop :=
  0 <= b1 <= IZR r / IZR (Zpos unit) /\
  IZR j / IZR (Zpos rows) <= b2 <= IZR (j + 1) / IZR (Zpos rows).

Lemma row_correct j r : row_holds j r = true -> forall b1 b2, in_row j r b1 b2 ->
  0 <= b1 < 1 /\ 0 <= b2 < 1 /\ S1 n b1 b2.
Proof.
intros H b1 b2 [H1 H2]; unfold row_holds in H.
apply andb_prop in H; destruct H as [Hj H]; apply andb_prop in Hj; destruct Hj as [Hj Hj'].
apply andb_prop in H; destruct H as [Hr H].
apply Z.leb_le, IZR_le in Hj; apply Z.ltb_lt, IZR_lt in Hj'; apply Z.ltb_lt, IZR_lt in Hr.
assert (Hu : 0 < IZR (Zpos unit)) by now apply IZR_lt.
assert (Hw : 0 < IZR (Zpos rows)) by now apply IZR_lt.
assert (IZR r / IZR (Zpos unit) < 1) by now apply fraction_below_one.
assert (IZR (j + 1) / IZR (Zpos rows) < 1) by now apply fraction_below_one.
assert (0 <= IZR j / IZR (Zpos rows))
  by (apply Rmult_le_pos; [exact Hj | now apply Rlt_le, Rinv_0_lt_compat]).
split; [lra|]; split; [lra|].
refine (covered_correct n 40 _ _ b1 b2 H _ _); apply between_inside; trivial.
unfold Rdiv at 1; rewrite Rmult_0_l; exact H1.
Qed.

(** Rows from j on with these ends. *)
Fixpoint rows_hold (j : Z) (ends : list Z) : bool :=
  match ends with
  | nil => true
  | cons r ends' => if row_holds j r then rows_hold (j + 1)%Z ends' else false
  end.

Definition in_rows (first : Z) (ends : list Z) (b1 b2 : R) : Prop :=
  exists i, (i < List.length ends)%nat /\
    in_row (first + Z.of_nat i)%Z (List.nth i ends 0%Z) b1 b2.

Lemma rows_correct ends : forall j, rows_hold j ends = true -> forall b1 b2,
  in_rows j ends b1 b2 -> 0 <= b1 < 1 /\ 0 <= b2 < 1 /\ S1 n b1 b2.
Proof.
induction ends as [|r ends IH]; intros j H b1 b2 [i [Hi Hr]]; simpl in Hi; [lia|].
cbn [rows_hold] in H; destruct (row_holds j r) eqn:Hrow; try discriminate.
destruct i as [|i].
- rewrite Z.add_0_r in Hr; exact (row_correct j r Hrow b1 b2 Hr).
- apply (IH (j + 1)%Z H b1 b2); exists i; split; [lia|].
  rewrite Nat2Z.inj_succ in Hr.
  replace (j + 1 + Z.of_nat i)%Z with (j + Z.succ (Z.of_nat i))%Z by lia.
  exact Hr.
Qed.
End Rows.
End Boxes.
"""
