(** * Lemma A.2: the radius is O(1/sqrt k), with every constant.

    Talk, slides "Step 1.2" (Lemma A.2, there for n = 2, without the constant).

    For random reshuffling, all [n >= 1], [k >= 1], all labels and [0 <= beta < 1], the tight
    radius of Lemma A.2 is at most [C / sqrt k]. With [rho = beta ^ n], the mean label [cbar],
    the labels' variance [sigma^2], [w = (1 - rho) / (1 - beta)] and
    [T = 1 beta + 2 beta^2 + ... + (n-1) beta^(n-1)]:
    - predictable signs ([lemma_a2_rate]):
      [C = rho G / (1 - rho)^(3/2) + 2 |cbar| T / (1 - rho)];
    - adapted signs ([lemma_a2_rate_adapted]):
      [C = rho G (2 - rho)^(1/2) / (1 - rho)^(3/2) + (N^2 + rho^2 G^2)^(1/2)
           + 2 |cbar| T / (1 - rho)],
    where
      [G^2 = w^2 sigma^2 / (1 - rho^2) * spread], [N^2 = (rho / (1 - beta))^2 sigma^2 * spread],
      [spread = n / (n - 1) * (\sum_q beta^(-2q) - (\sum_q beta^(-q))^2 / n)].
    For [n = 1] and for [beta = 0] these [C] are 0 ([1 / 0] is 0 here): no case of its own.
    Hence [E[r_k S] = r_0 E[S] + O(1/sqrt k)] ([lemma_a2_order], [lemma_a2_order_adapted]).
    The order is exact unless all labels agree or [beta = 0] ([rate_is_exact]).

    The proof: given the epochs before [l], the expectation of [S] is [E S] plus noise of
    root mean square at most [rho ^ (k - l) * rho * G] ([Noise.v]); [l^(-1/2)] is at most
    [((k - l + 1) / k)^(1/2)] ([root_age]); Cauchy-Schwarz bounds the sum over the ages
    ([sum_root_ages]). The drift [E S] is Lemma A.1 ([sum_drift]). The numbers are those of
    any real closed field. *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Conditional Noise LemmaA1 LemmaA2.

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
rewrite !meanD meanZ (mean_const u0) -/a -/b; congr (_ + _).
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

(** ** The bound for random reshuffling *)

Section Rate.
Variables (R : rcfType) (n k : nat) (c : 'I_n -> R) (beta : R).
Hypotheses (n_gt0 : (0 < n)%N) (k_gt0 : (0 < k)%N) (beta01 : 0 <= beta < 1).

Local Notation root l := (Num.sqrt (l%:R : R)).
Local Notation F := (fun h : k.-tuple {perm 'I_n} => S c beta (reshuffle c h)).
Let rho : R := beta ^+ n.

Let beta_ge0 : 0 <= beta. Proof. by case/andP: beta01. Qed.
Let beta_lt1 : beta < 1. Proof. by case/andP: beta01. Qed.
Let beta_neq1 : beta != 1. Proof. by rewrite lt_eqF. Qed.

Let rho01 : 0 <= rho < 1.
Proof. by rewrite exprn_ge0 // exprn_ilt1 // -lt0n. Qed.

Let rho_ge0 : 0 <= rho. Proof. by case/andP: rho01. Qed.

Let gap2_gt0 : 0 < 1 - rho ^+ 2.
Proof. by rewrite subr_gt0 exprn_ilt1 //; case/andP: rho01. Qed.

(** The variance of the share of the last epoch but one. *)
Let V : R := epoch_weight n beta ^+ 2 * variance (epoch_sum c beta).

Let V_ge0 : 0 <= V.
Proof. by rewrite mulr_ge0 ?sqr_ge0 // mean_ge0 // => pi; apply: sqr_ge0. Qed.

(** The bound of the noise of all older epochs: the header's [rho * G]. *)
Let rhoG : R := Num.sqrt (V / (1 - rho ^+ 2)).

(** The mean square of the noise of the epochs before [L]. *)
Lemma square_le L : (L < k)%N ->
  E (fun h => (given L F h - E F) ^+ 2) <= (rho ^+ (k - L.+1) * rhoG) ^+ 2.
Proof.
move=> Lk; have VG_ge0 : 0 <= V / (1 - rho ^+ 2) by rewrite divr_ge0 // ltW.
rewrite exprMn sqr_sqrtr // -(ler_pmul2l gap2_gt0) variance_given_older //.
rewrite exprAC -/V [X in _ <= X]mulrCA [X in _ <= _ * X]mulrC divfK ?(lt0r_neq0 gap2_gt0) //.
by rewrite ler_wpmul2r // ger_addl oppr_le0 exprn_ge0 ?sqr_ge0.
Qed.

Lemma root_square_le (x a : R) : 0 <= a -> x <= a ^+ 2 -> Num.sqrt x <= a.
Proof. by move=> a_ge0 xa; rewrite -[a]ger0_norm // -sqrtr_sqr ler_wsqrtr. Qed.

(** The drift and the noise in one conditional expectation. *)
Lemma term_le L a : 0 <= a -> E (fun h => (given L F h - E F) ^+ 2) <= a ^+ 2 ->
  E (fun h => `|given L F h|) <= `|E F| + a.
Proof.
move=> a_ge0 square.
have noise : E (fun h => `|given L F h - E F|) <= a.
  by apply: le_trans (mean_abs [tuple 1%g | _ < k] _) _; apply: root_square_le.
apply: le_trans (ler_add (lexx _) noise).
rewrite -[X in X + _](mean_const [tuple (1%g : {perm 'I_n}) | _ < k]) /E -meanD.
by apply: le_mean => h; rewrite -{1}[given L F h](subrK (E F)) addrC ler_norm_add.
Qed.

Lemma term_older L : (L < k)%N ->
  E (fun h => `|given L F h|) <= `|E F| + rho ^+ (k - L.+1) * rhoG.
Proof.
by move=> Lk; apply: term_le; rewrite ?square_le // mulr_ge0 ?exprn_ge0 ?sqrtr_ge0.
Qed.

(** The header's [2 |cbar| T / (1 - rho)]. *)
Let drift : R := 2%:R * `|cbar c| * moment n beta / (1 - rho).

Let moment_ge0 : 0 <= moment n beta.
Proof. by apply: sumr_ge0 => j _; rewrite mulr_ge0 ?ler0n ?exprn_ge0. Qed.

(** Lemma A.1. *)
Lemma norm_mean_S : `|E F| = `|cbar c| * moment n beta * rho ^+ k.-1.
Proof.
rewrite lemma_a1 // -mulrA mulNr normrN normrM -mulrA -exprM [moment n beta * _]mulrC.
by congr (_ * _); rewrite ger0_norm // mulr_ge0 ?exprn_ge0.
Qed.

Lemma sum_drift : \sum_(1 <= l < k.+1) (root l)^-1 * `|E F| <= drift / root k.
Proof.
rewrite -mulr_suml norm_mean_S mulrC -mulrA /drift.
rewrite -[2%:R * _ * _]mulrA [2%:R * _]mulrC -!mulrA ler_wpmul2l //.
rewrite ler_wpmul2l // [X in _ <= X]mulrA; exact: drift_part.
Qed.

(** The bound with the variance of an epoch's sum. *)
Lemma rate_with_variance :
  \sum_(1 <= l < k.+1) (root l)^-1 * E (fun h => `|given l.-1 F h|)
  <= (rhoG * root_ages rho + drift) / root k.
Proof.
apply: (@le_trans _ _ (\sum_(1 <= l < k.+1)
    ((root l)^-1 * rho ^+ (k - l) * rhoG + (root l)^-1 * `|E F|))).
  apply: ler_sum_nat => l /andP[l_gt0 lk].
  rewrite -mulrA -mulrDr ler_wpmul2l ?invr_ge0 ?sqrtr_ge0 // addrC.
  by have := @term_older l.-1; rewrite prednK //; apply.
rewrite big_split /= mulrDl ler_add ?sum_drift //.
rewrite -mulr_suml mulrC -mulrA ler_wpmul2l ?sqrtr_ge0 //.
exact: noise_part.
Qed.

(** *** Adapted signs: the newest epoch is known too *)

(** The variance of the newest epoch's share: the header's [N^2]. *)
Let N2 : R := (1 - beta)^-1 ^+ 2 * variance (epoch_sum c beta).

Lemma term_newest : E (fun h => `|given k F h|) <= `|E F| + Num.sqrt (N2 + rhoG ^+ 2).
Proof.
have N2_ge0 : 0 <= N2 by rewrite mulr_ge0 ?sqr_ge0 // mean_ge0 // => pi; apply: sqr_ge0.
apply: term_le; rewrite ?sqrtr_ge0 // sqr_sqrtr ?addr_ge0 ?sqr_ge0 //.
rewrite variance_given_all // addrC ler_add2l.
have /square_le : (k.-1 < k)%N by rewrite prednK.
by rewrite prednK // subnn expr0 mul1r.
Qed.

(** The bound with the variance of an epoch's sum, adapted signs. *)
Lemma rate_with_variance_adapted :
  \sum_(1 <= l < k.+1) (root l)^-1 * E (fun h => `|given l F h|)
  <= (rhoG * root_ages_adapted rho + Num.sqrt (N2 + rhoG ^+ 2) + drift) / root k.
Proof.
apply: (@le_trans _ _ (\sum_(1 <= l < k) (root l)^-1 * rho ^+ (k - l.+1) * rhoG
    + (root k)^-1 * Num.sqrt (N2 + rhoG ^+ 2) + \sum_(1 <= l < k.+1) (root l)^-1 * `|E F|)).
  rewrite !big_nat_recr //= addrACA -big_split -mulrDr ler_add //.
    apply: ler_sum_nat => l /andP[l_gt0 lk] /=.
    rewrite -mulrA -mulrDr ler_wpmul2l ?invr_ge0 ?sqrtr_ge0 // addrC.
    exact: term_older.
  by rewrite ler_wpmul2l ?invr_ge0 ?sqrtr_ge0 // addrC term_newest.
rewrite !mulrDl ler_add ?sum_drift // ler_add //; last by rewrite mulrC.
rewrite -mulr_suml mulrC -mulrA ler_wpmul2l ?sqrtr_ge0 //.
exact: noise_part_adapted.
Qed.

End Rate.

(** ** The constants in closed form *)

Section Constants.
Variables (R : rcfType) (n : nat) (c : 'I_n -> R) (beta : R).

Local Notation rho := (beta ^+ n).
Local Notation w := ((1 - rho) / (1 - beta)).

(** [n / (n - 1) * (\sum_q beta^(-2q) - (\sum_q beta^(-q))^2 / n)] (0 for [n = 1]). *)
Definition spread : R := n%:R / n.-1%:R *
  ((\sum_(q < n) beta ^- (2 * q)) - (\sum_(q < n) beta ^- q) ^+ 2 / n%:R).

(** [G^2]: the variance of the older epochs' noise, at most. *)
Definition noise_square : R := w ^+ 2 * variance c / (1 - rho ^+ 2) * spread.

(** [N^2]. *)
Definition newest_square : R := (rho / (1 - beta)) ^+ 2 * variance c * spread.

(** [2 |cbar| T / (1 - rho)], [T = 1 beta + 2 beta^2 + ... + (n-1) beta^(n-1)]. *)
Definition drift_constant : R := 2%:R * `|cbar c| * moment n beta / (1 - rho).

(** [C] for predictable signs. *)
Definition rate_constant : R :=
  rho * Num.sqrt noise_square / ((1 - rho) * Num.sqrt (1 - rho)) + drift_constant.

(** [C] for adapted signs. *)
Definition rate_constant_adapted : R :=
  rho * Num.sqrt noise_square * Num.sqrt (2%:R - rho) / ((1 - rho) * Num.sqrt (1 - rho))
  + Num.sqrt (newest_square + rho ^+ 2 * noise_square) + drift_constant.

Hypotheses (n_gt0 : (0 < n)%N) (beta01 : 0 <= beta < 1).

Let beta_neq1 : 1 - beta != 0.
Proof. by rewrite subr_eq0 eq_sym lt_eqF //; case/andP: beta01. Qed.

Lemma epoch_weight_closed : epoch_weight n beta = w.
Proof. by rewrite -opprB subrX1 -mulNr opprB mulrC mulKf. Qed.

(** An epoch's variance, by exchangeability. *)
Lemma variance_epoch_sum : variance (epoch_sum c beta) = rho ^+ 2 * variance c * spread.
Proof.
have shift (q : 'I_n) : beta ^+ (n - q) = rho * beta ^- q by rewrite expfB.
rewrite variance_of_positions // /spread.
rewrite (eq_bigr _ (fun q _ => shift q)) -mulr_sumr exprMn.
have -> : \sum_(q < n) (beta ^+ (n - q)) ^+ 2 = rho ^+ 2 * \sum_(q < n) beta ^- (2 * q).
  rewrite mulr_sumr; apply: eq_bigr => q _.
  by rewrite shift exprMn exprVn -[_ ^+ q ^+ 2]exprM [(q * 2)%N]mulnC.
by rewrite -[X in _ - X]mulrA -mulrBr [LHS]mulrACA [variance c * _]mulrC.
Qed.

Lemma rho_noise_square :
  epoch_weight n beta ^+ 2 * variance (epoch_sum c beta) / (1 - rho ^+ 2)
  = rho ^+ 2 * noise_square.
Proof.
rewrite epoch_weight_closed variance_epoch_sum /noise_square.
have reorder (a b d e g : R) : a * (b * d * e) * g = b * (a * d * g * e).
  by rewrite -!mulrA [a * _]mulrCA [e * g]mulrC.
exact: reorder.
Qed.

Lemma root_noise_square :
  Num.sqrt (epoch_weight n beta ^+ 2 * variance (epoch_sum c beta) / (1 - rho ^+ 2))
  = rho * Num.sqrt noise_square.
Proof.
have rho_ge0 : 0 <= rho by rewrite exprn_ge0 //; case/andP: beta01.
by rewrite rho_noise_square sqrtrM ?sqr_ge0 // sqrtr_sqr ger0_norm.
Qed.

Lemma square_of_root : (rho * Num.sqrt noise_square) ^+ 2 = rho ^+ 2 * noise_square.
Proof.
have [beta_ge0 beta_lt1] := andP beta01.
rewrite -root_noise_square sqr_sqrtr ?rho_noise_square // -rho_noise_square.
apply: divr_ge0; last by rewrite subr_ge0 !exprn_ile1 ?exprn_ge0 // ltW.
by apply: mulr_ge0 (sqr_ge0 _) (mean_ge0 _) => pi; apply: sqr_ge0.
Qed.

Lemma newest_square_epoch_sum :
  (1 - beta)^-1 ^+ 2 * variance (epoch_sum c beta) = newest_square.
Proof. by rewrite variance_epoch_sum /newest_square exprMn [rho ^+ 2 * _^-1 ^+ 2]mulrC !mulrA. Qed.

(** [N^2] is the variance of the newest epoch's share. *)
Lemma newest_squareP k (j : 'I_k) : j.+1 = k -> variance (share c beta j) = newest_square.
Proof.
move=> jk; rewrite variance_newest ?newest_square_epoch_sum //.
by rewrite eq_sym -subr_eq0.
Qed.

End Constants.

(** The constant in the degenerate cases: one ball, and [beta = 0]. *)
Section Degenerate.
Variable R : rcfType.

Lemma rate_constant_one_ball (c : 'I_1 -> R) beta : rate_constant c beta = 0.
Proof.
rewrite /rate_constant /noise_square /spread invr0 mulr0 mul0r mulr0 sqrtr0 mulr0 mul0r.
by rewrite /drift_constant /moment big_geq // mulr0 mul0r addr0.
Qed.

Lemma rate_constant_beta_0 n (c : 'I_n -> R) : (0 < n)%N -> rate_constant c 0 = 0.
Proof.
case: n c => // n c _; rewrite /rate_constant /drift_constant expr0n !mul0r add0r.
rewrite /moment big_nat big1 ?mulr0 ?mul0r // => j /andP[j_gt0 _].
by rewrite expr0n gtn_eqF // mulr0.
Qed.

End Degenerate.

(** ** Lemma A.2: O(1/sqrt k) *)

Section LemmaA2Rate.
Variables (R : rcfType) (n k : nat) (c : 'I_n -> R) (beta : R).
Hypotheses (n_gt0 : (0 < n)%N) (k_gt0 : (0 < k)%N) (beta01 : 0 <= beta < 1).

Local Notation F := (fun h : k.-tuple {perm 'I_n} => S c beta (reshuffle c h)).

(** Predictable signs: the tight radius is at most [C / sqrt k]. *)
Theorem lemma_a2_rate :
  \sum_(1 <= l < k.+1) (Num.sqrt l%:R)^-1 * E (fun h => `|given l.-1 F h|)
  <= rate_constant c beta / Num.sqrt k%:R.
Proof.
apply: le_trans (rate_with_variance c n_gt0 k_gt0 beta01) _.
by rewrite root_noise_square.
Qed.

(** Adapted signs. *)
Theorem lemma_a2_rate_adapted :
  \sum_(1 <= l < k.+1) (Num.sqrt l%:R)^-1 * E (fun h => `|given l F h|)
  <= rate_constant_adapted c beta / Num.sqrt k%:R.
Proof.
apply: le_trans (rate_with_variance_adapted c n_gt0 k_gt0 beta01) _.
rewrite root_noise_square // newest_square_epoch_sum // square_of_root //.
by rewrite /rate_constant_adapted /root_ages_adapted mulrA.
Qed.

(** The talk's Lemma A.2: weighting by [r_k] costs [O(1/sqrt k)], if [r_l] is known
    before epoch [l] ... *)
Corollary lemma_a2_order r0 (r : nat -> k.-tuple {perm 'I_n} -> R) :
    admissible predn r0 (fun l => (Num.sqrt l%:R)^-1) r ->
  `|E (fun h => r k h * S c beta (reshuffle c h)) - r0 * E F|
  <= rate_constant c beta / Num.sqrt k%:R.
Proof.
move=> r_adm; have [in_radius _ _] := lemma_a2_predictable_roots k c beta r0.
by apply: le_trans lemma_a2_rate; apply: in_radius; exists r.
Qed.

(** ... and if it is known after epoch [l]. *)
Corollary lemma_a2_order_adapted r0 (r : nat -> k.-tuple {perm 'I_n} -> R) :
    admissible id r0 (fun l => (Num.sqrt l%:R)^-1) r ->
  `|E (fun h => r k h * S c beta (reshuffle c h)) - r0 * E F|
  <= rate_constant_adapted c beta / Num.sqrt k%:R.
Proof.
move=> r_adm; have [in_radius _ _] := lemma_a2_adapted_roots k c beta r0.
by apply: le_trans lemma_a2_rate_adapted; apply: in_radius; exists r.
Qed.

End LemmaA2Rate.

(** ** 1/sqrt k is the exact order *)

Section ExactOrder.
Variables (R : rcfType) (n k : nat) (c : 'I_n -> R) (beta b : R).

Local Notation F := (fun h : k.-tuple {perm 'I_n} => S c beta (reshuffle c h)).
Local Notation w := (epoch_weight n beta).
Local Notation Y := (epoch_sum c beta).

Hypotheses (b_gt0 : 0 < b) (Y_bounded : forall pi, `|Y pi - mean Y| <= b).

(** The newest of the known epochs keeps a test function, [(Y - mean Y) / b], correlated. *)
Lemma correlation L (J : 'I_k) : J.+1 = L -> (L < k)%N ->
  E (fun h => given L F h * (Y (tnth h J) - mean Y))
  = w * (beta ^+ n) ^+ (k - L.+1) * variance Y.
Proof.
move=> JL Lk; pose U pi := Y pi - mean Y.
have U0 : mean U = 0 by apply: mean_centred 1%g _.
transitivity (E (fun h => E F * U (tnth h J)
    + \sum_(j < k | (j < L)%N) noise (share c beta) j (tnth h j) * U (tnth h J))).
  by apply: eq_mean => h; rewrite given_S mulrDl mulr_suml.
rewrite /E meanD meanZ mean_sum (E_epoch U J : mean _ = _) U0 mulr0 add0r.
rewrite (bigD1 J) /=; last by rewrite -JL.
rewrite big1 => [|j /andP[_ jJ]]; last first.
  by rewrite (expect_two 1%g (noise (share c beta) j) U jJ : mean _ = _) U0 mulr0.
rewrite addr0 (E_epoch (fun pi => noise (share c beta) J pi * U pi) J : mean _ = _) -meanZ.
by apply: eq_mean => pi; rewrite noise_older JL // -mulrA -expr2.
Qed.

Lemma term_at_least L : (0 < L < k)%N ->
  w * (beta ^+ n) ^+ (k - L.+1) * variance Y / b <= E (fun h => `|given L F h|).
Proof.
case/andP=> L_gt0 Lk; have L1k : (L.-1 < k)%N by rewrite prednK // ltnW.
rewrite ler_pdivr_mulr // -(correlation (J := Ordinal L1k)) ?prednK // mulrC /E -meanZ.
apply: le_mean => h; apply: le_trans (ler_norm _) _.
by rewrite normrM mulrC ler_wpmul2r.
Qed.

(** The term [l = k] alone is of order [1 / sqrt k]. *)
Theorem rate_at_least : (1 < k)%N ->
  w * variance Y / b / Num.sqrt k%:R
  <= \sum_(1 <= l < k.+1) (Num.sqrt l%:R)^-1 * E (fun h => `|given l.-1 F h|).
Proof.
move=> k_gt1; have k_gt0 := ltnW k_gt1.
rewrite big_nat_recr //= ler_paddl //.
  apply: sumr_ge0 => l _; rewrite mulr_ge0 ?invr_ge0 ?sqrtr_ge0 //.
  by apply: mean_ge0 => h; apply: normr_ge0.
have Lk : (0 < k.-1 < k)%N by rewrite prednK // -ltnS prednK // k_gt1 /=.
have := term_at_least Lk; rewrite prednK // subnn expr0 mulr1 => least.
by rewrite mulrC ler_wpmul2l ?invr_ge0 ?sqrtr_ge0.
Qed.

End ExactOrder.

Section SomeConstant.
Variables (R : rcfType) (n : nat) (c : 'I_n -> R) (beta : R) (p q : 'I_n).
Hypotheses (beta01 : 0 < beta < 1) (differ : c p != c q).

Let p_neq_q : p != q. Proof. by apply: contra differ => /eqP->. Qed.

Lemma powers_differ : beta ^+ (n - p) != beta ^+ (n - q).
Proof.
have [beta_gt0 beta_lt1] := andP beta01.
apply: contra p_neq_q => /eqP/ieexprIn powers.
have /(congr1 (subn n)) : (n - p = n - q)%N by apply: powers; rewrite // lt_eqF.
by rewrite !subKn 1?ltnW // => /val_inj->.
Qed.

(** Swapping two different balls changes an epoch's sum. *)
Lemma epoch_sum_differ : epoch_sum c beta 1%g != epoch_sum c beta (tperm p q).
Proof.
rewrite -subr_eq0 /epoch_sum /weighted -sumrB (bigD1 p) // (bigD1 q) /=; last by rewrite eq_sym.
rewrite big1 => [|r /andP[rp rq]]; last by rewrite perm1 tpermD ?subrr // eq_sym.
rewrite addr0 !perm1 tpermL tpermR -!mulrBr -[c q - c p]opprB mulrN -mulrBl.
by rewrite mulf_neq0 // subr_eq0 ?powers_differ.
Qed.

Lemma variance_gt0 : 0 < variance (epoch_sum c beta).
Proof.
set Y := epoch_sum c beta; have [Y1|Y1] := eqVneq (Y 1%g) (mean Y).
  apply: (mean_gt0 (u := tperm p q)) => [u|]; first exact: sqr_ge0.
  by rewrite exprn_even_gt0 //= subr_eq0 eq_sym -Y1 epoch_sum_differ.
apply: (mean_gt0 (u := 1%g)) => [u|]; first exact: sqr_ge0.
by rewrite exprn_even_gt0 //= subr_eq0.
Qed.

(** 1/sqrt k is the exact order unless all labels agree (or [beta = 0]). *)
Theorem rate_is_exact : exists2 least : R, 0 < least & forall k, (1 < k)%N ->
  least / Num.sqrt k%:R <= \sum_(1 <= l < k.+1) (Num.sqrt l%:R)^-1
    * E (fun h : k.-tuple {perm 'I_n} => `|given l.-1 (fun h' => S c beta (reshuffle c h')) h|).
Proof.
set Y := epoch_sum c beta; pose b := 1 + \sum_pi `|Y pi - mean Y|.
have b_gt0 : 0 < b by rewrite ltr_paddr ?ltr01 // sumr_ge0.
have Y_bounded pi : `|Y pi - mean Y| <= b.
  by rewrite /b (bigD1 pi) //= addrCA ler_addl addr_ge0 // sumr_ge0.
exists (epoch_weight n beta * variance Y / b); last by move=> k; apply: rate_at_least.
have [beta_gt0 _] := andP beta01; rewrite divr_gt0 // mulr_gt0 ?variance_gt0 //.
rewrite /epoch_weight (bigD1 (Ordinal (leq_ltn_trans (leq0n p) (ltn_ord p)))) //= expr0.
by rewrite ltr_paddr ?ltr01 // sumr_ge0 // => i _; rewrite exprn_ge0 // ltW.
Qed.

End SomeConstant.
