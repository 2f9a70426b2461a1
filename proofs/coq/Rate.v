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
    That the order is exact is in [Order.v].

    The proof: given the epochs before [l], the expectation of [S] is [E S] plus noise of
    root mean square at most [rho ^ (k - l) * rho * G] ([Noise.v]); [l^(-1/2)] is at most
    [((k - l + 1) / k)^(1/2)] ([RootSums.v]); Cauchy-Schwarz bounds the sum over the ages
    . The drift [E S] is Lemma A.1 ([sum_drift]). The numbers are those of
    any real closed field. *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Conditional Variance Noise LemmaA1.
From colorball Require Import Radius LemmaA2 RootSums.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

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
rewrite -[X in X + _](mean_constant [tuple (1%g : {perm 'I_n}) | _ < k]) /E -mean_add.
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
