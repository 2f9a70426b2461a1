(** * Sums of square roots and powers, for Lemma A.2's O(1/sqrt k)

    In any real closed field: [l^(-1/2)] is at most [((k - l + 1) / k)^(1/2)] ([root_age]);
    Cauchy-Schwarz bounds [\sum_m m^(1/2) rho^m] by [rho (1 - rho)^(-3/2)] ([sum_root_ages]); what
    the newest known epochs, and what the drift, add up to ([noise_part], [drift_part]). *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Conditional Variance.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Square roots and sums *)

Section Roots.
Variable R : rcfType.
Implicit Types (x y a b rho : R) (k l i : nat).

Local Notation root l := (Num.sqrt (l%:R : R)).

Lemma root_gt0 l : (0 < l)%N -> 0 < root l.
Proof. by move=> l_gt0; rewrite sqrtr_gt0 ltr0n. Qed.

Lemma root_square l : root l ^+ 2 = l%:R.
Proof. by rewrite sqr_sqrtr ?ler0n. Qed.

(** The mean of an absolute value is at most the root of the mean square. *)
Lemma mean_abs (U : finType) (u0 : U) (F : U -> R) :
  mean (fun u => `|F u|) <= Num.sqrt (mean (fun u => F u ^+ 2)).
Proof.
set a := mean _; set b := mean _.
have a_ge0 : 0 <= a by apply: mean_ge0.
rewrite -[a]ger0_norm // -sqrtr_sqr ler_wsqrtr // -subr_ge0.
suff <- : mean (fun u => (`|F u| - a) ^+ 2) = b - a ^+ 2.
  by apply: mean_ge0 => u; apply: sqr_ge0.
transitivity (mean (fun u => F u ^+ 2 + ((- a *+ 2) * `|F u| + a ^+ 2))).
  apply: eq_mean => u; rewrite sqrrB real_normK ?num_real // -addrA; congr (_ + (_ + _)).
  by rewrite mulrnAl mulNr mulNrn mulrC.
rewrite !mean_add mean_scale (mean_constant u0) -/a -/b; congr (_ + _).
by rewrite mulrnAl mulNr -expr2 mulr2n -addrA addNr addr0.
Qed.

(** Cauchy-Schwarz for [\sum_i sqrt x_i * p_i]. *)
Lemma weighted_roots (N : nat) (x p : nat -> R) a b :
  (forall i, 0 <= x i) -> (forall i, 0 <= p i) -> 0 < a -> 0 < b ->
  \sum_(i < N) x i * p i <= a ^+ 2 -> \sum_(i < N) p i <= b ^+ 2 ->
  \sum_(i < N) Num.sqrt (x i) * p i <= a * b.
Proof.
move=> x_ge0 p_ge0 a_gt0 b_gt0 xpA pB.
have ab_gt0 : 0 < (a * b) *+ 2 by rewrite pmulrn_lgt0 // mulr_gt0.
rewrite -(ler_pmul2l ab_gt0).
have -> : a * b *+ 2 * (a * b) = b ^+ 2 * a ^+ 2 + a ^+ 2 * b ^+ 2.
  by rewrite mulrnAl -expr2 mulr2n exprMn [b ^+ 2 * _]mulrC.
apply: le_trans (ler_add (ler_wpmul2l (sqr_ge0 b) xpA) (ler_wpmul2l (sqr_ge0 a) pB)).
rewrite !mulr_sumr -big_split; apply: ler_sum => i _ /=.
rewrite !mulrA -mulrDl ler_wpmul2r // -subr_ge0.
have -> : b ^+ 2 * x i + a ^+ 2 - a * b *+ 2 * Num.sqrt (x i) = (b * Num.sqrt (x i) - a) ^+ 2.
  rewrite sqrrB exprMn sqr_sqrtr // addrAC; congr (_ - _ + _).
  by rewrite mulrnAl -mulrA mulrC.
exact: sqr_ge0.
Qed.

(** An epoch's number [l] and its age [k - l + 1]: [1/l <= (k - l + 1) / k]. *)
Lemma root_age k l : (0 < l <= k)%N -> (root l)^-1 <= root (k - l).+1 / root k.
Proof.
case/andP=> l_gt0 lk; have k_gt0 := leq_trans l_gt0 lk.
rewrite ler_pdivl_mulr ?root_gt0 // mulrC ler_pdivr_mulr ?root_gt0 //.
rewrite -sqrtrM ?ler0n // -natrM ler_wsqrtr // ler_nat.
rewrite mulSn -{1}(subnK lk) addnC leq_add2l.
by rewrite leq_pmulr.
Qed.

(** The steps' sizes add up to at most [2 sqrt k]. *)
Lemma sum_inverse_roots k : \sum_(1 <= l < k.+1) (root l)^-1 <= root k *+ 2.
Proof.
elim: k => [|k IH]; first by rewrite big_geq // mulrn_wge0 ?sqrtr_ge0.
rewrite big_nat_recr //=; apply: le_trans (ler_add IH (lexx _)) _.
set u := root k.+1; set v := root k.
have u_gt0 : 0 < u by apply: root_gt0.
have vu : v <= u by rewrite ler_wsqrtr // ler_nat.
rewrite -ler_subr_addl -mulrnBl -div1r ler_pdivr_mulr //.
have {1}-> : 1 = (u - v) * (u + v) by rewrite -subr_sqr !root_square mulrSr addrAC subrr add0r.
by rewrite mulrnAl -mulrnAr ler_wpmul2l ?subr_ge0 // mulr2n ler_add2l.
Qed.

(** ** Sums over the epochs, for [0 <= rho < 1] *)

Variable rho : R.
Hypothesis rho01 : 0 <= rho < 1.

Let rho_ge0 : 0 <= rho. Proof. by case/andP: rho01. Qed.
Let rho_le1 : rho <= 1. Proof. by case/andP: rho01 => _ /ltW. Qed.
Let gap_gt0 : 0 < 1 - rho. Proof. by rewrite subr_gt0; case/andP: rho01. Qed.
Let gap_neq0 : 1 - rho != 0. Proof. exact: lt0r_neq0. Qed.
Let root_gap_gt0 : 0 < Num.sqrt (1 - rho). Proof. by rewrite sqrtr_gt0. Qed.

Lemma sum_powers N : \sum_(i < N) rho ^+ i <= (1 - rho)^-1.
Proof.
rewrite -(ler_pmul2l gap_gt0) mulfV // -opprB mulNr -subrX1 opprB.
by rewrite ger_addl oppr_le0 exprn_ge0.
Qed.

Lemma sum_ages N : \sum_(i < N) i.+1%:R * rho ^+ i <= (1 - rho)^-1 ^+ 2.
Proof.
have closed : (1 - rho) * (\sum_(i < N) i.+1%:R * rho ^+ i)
            = \sum_(i < N) rho ^+ i - N%:R * rho ^+ N.
  elim: N => [|N IH]; first by rewrite !big_ord0 mulr0 mul0r subrr.
  rewrite !big_ord_recr mulrDr IH /= mulrBl mul1r exprS mulrCA addrA; congr (_ - _).
  by rewrite mulrSr mulrDl mul1r addrA subrK.
rewrite -(ler_pmul2l gap_gt0) closed expr2 mulVKf //.
apply: le_trans (sum_powers N).
by rewrite ger_addl oppr_le0 mulr_ge0 ?ler0n ?exprn_ge0.
Qed.

Lemma lowest_power k : k%:R * rho ^+ k.-1 <= (1 - rho)^-1.
Proof.
apply: le_trans (sum_powers k).
rewrite -[k in k%:R]card_ord mulr_natl -sumr_const; apply: ler_sum => i _.
apply: ler_wiexpn2l => //.
by rewrite -ltnS (leq_trans (ltn_ord i)) ?leqSpred.
Qed.

(** The constants of the noise: predictable and adapted signs. *)
Definition root_ages : R := ((1 - rho) * Num.sqrt (1 - rho))^-1.
Definition root_ages_adapted : R := Num.sqrt (2%:R - rho) * root_ages.

Let inv_root_square : (Num.sqrt (1 - rho))^-1 ^+ 2 = (1 - rho)^-1.
Proof. by rewrite exprVn sqr_sqrtr ?ltW. Qed.

Lemma sum_root_ages N : \sum_(i < N) root i.+1 * rho ^+ i <= root_ages.
Proof.
rewrite /root_ages invfM; apply: (weighted_roots (x := fun i => i.+1%:R)) => //.
- by move=> i; apply: ler0n.
- by move=> i; apply: exprn_ge0.
- by rewrite invr_gt0.
- by rewrite invr_gt0.
- exact: sum_ages.
by rewrite inv_root_square sum_powers.
Qed.

Lemma sum_root_ages_adapted N : \sum_(i < N) root i.+2 * rho ^+ i <= root_ages_adapted.
Proof.
have two_gt0 : 0 < 2%:R - rho by rewrite subr_gt0 (le_lt_trans rho_le1) ?ltr1n.
rewrite /root_ages_adapted /root_ages invfM mulrA.
apply: (weighted_roots (x := fun i => i.+2%:R)) => //.
- by move=> i; apply: ler0n.
- by move=> i; apply: exprn_ge0.
- by rewrite mulr_gt0 ?invr_gt0 ?sqrtr_gt0.
- by rewrite invr_gt0.
- rewrite exprMn sqr_sqrtr ?(ltW two_gt0) //.
  have -> : 2%:R - rho = 1 + (1 - rho) by rewrite addrA.
  rewrite mulrDl mul1r {2}expr2 mulrA mulfV // mul1r.
  apply: le_trans (ler_add (sum_ages N) (sum_powers N)); rewrite -big_split.
  by apply: ler_sum => i _; rewrite /= mulrSr mulrDl mul1r.
by rewrite inv_root_square sum_powers.
Qed.

Lemma sum_reversed (F : nat -> R) k :
  \sum_(1 <= l < k.+1) F (k - l)%N = \sum_(i < k) F i.
Proof. by rewrite -(big_mkord predT) big_add1 [RHS]big_nat_rev. Qed.

(** The noise of the older epochs, weighted by the steps: predictable signs. *)
Lemma noise_part k : (0 < k)%N ->
  \sum_(1 <= l < k.+1) (root l)^-1 * rho ^+ (k - l) <= root_ages / root k.
Proof.
move=> k_gt0; apply: (@le_trans _ _ ((\sum_(i < k) root i.+1 * rho ^+ i) / root k)).
  rewrite -(sum_reversed (fun i => root i.+1 * rho ^+ i)) mulr_suml.
  apply: ler_sum_nat => l lk; rewrite mulrAC ler_wpmul2r ?exprn_ge0 //.
  exact: root_age.
by rewrite ler_wpmul2r ?invr_ge0 ?sqrtr_ge0 ?sum_root_ages.
Qed.

(** The same for adapted signs, without the newest epoch. *)
Lemma noise_part_adapted k : (0 < k)%N ->
  \sum_(1 <= l < k) (root l)^-1 * rho ^+ (k - l.+1) <= root_ages_adapted / root k.
Proof.
case: k => // k _.
apply: (@le_trans _ _ ((\sum_(i < k) root i.+2 * rho ^+ i) / root k.+1)).
  rewrite -(sum_reversed (fun i => root i.+2 * rho ^+ i)) mulr_suml.
  apply: ler_sum_nat => l /andP[l_gt0 lk]; rewrite subSS mulrAC ler_wpmul2r ?exprn_ge0 //.
  by rewrite -subSn // root_age // l_gt0 ltnW.
by rewrite ler_wpmul2r ?invr_ge0 ?sqrtr_ge0 ?sum_root_ages_adapted.
Qed.

(** The drift, weighted by the steps. *)
Lemma drift_part k : (0 < k)%N ->
  rho ^+ k.-1 * (\sum_(1 <= l < k.+1) (root l)^-1) <= 2%:R / (1 - rho) / root k.
Proof.
move=> k_gt0; have root_k := root_gt0 k_gt0.
apply: le_trans (ler_wpmul2l (exprn_ge0 _ rho_ge0) (sum_inverse_roots k)) _.
rewrite ler_pdivl_mulr // -mulrA [root k *+ 2 * _]mulrnAl -expr2 root_square.
by rewrite [_ ^+ _ * _]mulrnAr mulr_natl ler_muln2r mulrC lowest_power.
Qed.

End Roots.
