(** * Negative controls of the O(1/sqrt k) bound

    Talk, slides "Step 1.2" (Lemma A.2). Wrong statements, each with the hypotheses of
    [lemma_a2_rate] and shown false over every real closed field:
    - [C / k] for [C / sqrt k] ([order_one_over_k_is_wrong]);
    - half of [C] ([half_the_constant_is_wrong]);
    - one power [beta ^ n] more on the noise ([one_epoch_more_is_wrong]);
    - the noise dropped ([without_noise_is_wrong]);
    - the drift dropped ([without_drift_is_wrong]);
    - the constant of predictable signs for adapted ones ([constant_for_adapted_is_wrong]).

    Two balls are enough: labels 1 and -1 and [beta = 1/2], except for the drift, where
    both labels are 1. *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Conditional Variance Noise LemmaA1 Radius LemmaA2.
From colorball Require Import RootSums Rate Order.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section RateControls.
Variable R : rcfType.

(** The talk's steps, and the sum as a function of the history: [lemma_a2_rate] reads
    [radius predn steps (sum_of k c beta) <= rate_constant c beta / Num.sqrt k%:R]. *)
Local Notation steps := (fun l : nat => (Num.sqrt (l%:R : R))^-1).
Local Notation sum_of k c beta := (fun h => S c beta (@reshuffle _ _ k c h)).

(** ** The labels 1 and -1 *)

Let c (i : 'I_2) : R := (-1) ^+ i.
Let beta : R := 2%:R^-1.
Let rho : R := beta ^+ 2.

Let beta01 : 0 <= beta < 1.
Proof. by rewrite invr_ge0 ler0n invf_lt1 ?ltr0n ?ltr1n. Qed.

Let beta_gt0 : 0 < beta. Proof. by rewrite invr_gt0 ltr0n. Qed.

Let sum_c : \sum_q c q = 0.
Proof. by rewrite big_ord_recr big_ord1 /= /c expr0 expr1 addrN. Qed.

Let cbar_c : cbar c = 0.
Proof. by rewrite /cbar mean_ord sum_c mul0r. Qed.

(** The size of the noise of an epoch's sum. *)
Let b : R := beta - beta ^+ 2.

Lemma b_gt0 : 0 < b.
Proof. by rewrite subr_gt0 -{2}[beta]expr1 ltr_iexpn2l //; case/andP: beta01. Qed.

Lemma deviation pi : epoch_sum c beta pi - mean (epoch_sum c beta) = - b * c (pi ord0).
Proof.
rewrite mean_weighted // cbar_c mulr0 subr0 /epoch_sum /weighted big_ord_recl big_ord1 /=.
have -> : c (pi (lift ord0 ord0)) = - c (pi ord0).
  apply/eqP; rewrite -addr_eq0 addrC.
  by have := sum_perm pi c; rewrite sum_c big_ord_recl big_ord1 => ->.
by rewrite expr1 mulrN -mulrBl opprB.
Qed.

Lemma norm_c i : `|c i| = 1. Proof. by rewrite normrX normrN1 expr1n. Qed.

Lemma norm_deviation pi : `|epoch_sum c beta pi - mean (epoch_sum c beta)| = b.
Proof. by rewrite deviation normrM norm_c mulr1 normrN gtr0_norm ?b_gt0. Qed.

Lemma variance_b : variance (epoch_sum c beta) = b ^+ 2.
Proof.
rewrite -(mean_constant (1%g : {perm 'I_2}) (b ^+ 2)).
by apply: eq_mean => pi; rewrite -[LHS]real_normK ?num_real // norm_deviation.
Qed.

(** The least value of the term [l = k], times [sqrt k]. *)
Let least : R := epoch_weight 2 beta * b.

Lemma least_gt0 : 0 < least.
Proof.
rewrite mulr_gt0 ?b_gt0 // /epoch_weight big_ord_recr big_ord1 /= expr0 expr1.
by rewrite addr_gt0 ?ltr01.
Qed.

Lemma given_first_at_least :
  least <= E (fun h => `|given 1 (sum_of 2 c beta) h|).
Proof.
have Y_le pi : `|epoch_sum c beta pi - mean (epoch_sum c beta)| <= b.
  by rewrite norm_deviation.
apply: le_trans (term_at_least b_gt0 Y_le (isT : 0 < 1 < 2)%N).
by rewrite subnn expr0 mulr1 variance_b expr2 mulrA mulfK ?lt0r_neq0 ?b_gt0.
Qed.

Lemma radius_at_least k : (1 < k)%N ->
  least / Num.sqrt k%:R <= radius predn steps (sum_of k c beta).
Proof.
move=> k_gt1; have Y_le pi : `|epoch_sum c beta pi - mean (epoch_sum c beta)| <= b.
  by rewrite norm_deviation.
apply: le_trans (rate_at_least b_gt0 Y_le k_gt1).
by rewrite variance_b expr2 -!mulrA mulVKf ?lt0r_neq0 ?b_gt0.
Qed.

(** Two adapted terms. *)
Lemma adapted_at_least : least *+ 2 / Num.sqrt 2%:R <= radius id steps (sum_of 2 c beta).
Proof.
have root2 : 1 <= Num.sqrt 2%:R :> R by rewrite -{1}sqrtr1 ler_wsqrtr // ler1n.
have first := given_first_at_least.
rewrite /radius big_nat_recr //= big_nat1 sqrtr1 invr1 mul1r mulr2n mulrDl ler_add //.
  apply: le_trans first; rewrite ler_pdivr_mulr ?sqrtr_gt0 ?ltr0n //.
  by rewrite ler_pemulr // ltW ?least_gt0.
rewrite mulrC ler_wpmul2l ?invr_ge0 ?sqrtr_ge0 //.
exact: le_trans first (expect_norm_given_le _ _).
Qed.

(** Constants below it are wrong. *)
Lemma too_small (C : R) k : (1 < k)%N -> C < least ->
  ~ (radius predn steps (sum_of k c beta) <= C / Num.sqrt k%:R).
Proof.
move=> k_gt1 C_lt bound; have := le_trans (radius_at_least k_gt1) bound.
by rewrite ler_pmul2r ?invr_gt0 ?sqrtr_gt0 ?ltr0n ?(ltnW k_gt1) // leNgt C_lt.
Qed.

(** ** The lemma's constant for these labels *)

Let drift_c : drift_constant c beta = 0.
Proof. by rewrite /drift_constant cbar_c normr0 mulr0 !mul0r. Qed.

Let rho_quarter : rho *+ 4 = 1.
Proof. by rewrite /rho /beta exprVn -natrX -[_ *+ 4]mulr_natr mulVf // pnatr_eq0. Qed.

Let rho_gt0 : 0 < rho. Proof. by rewrite exprn_gt0. Qed.

Let rho_lt1 : rho < 1.
Proof. by rewrite -rho_quarter -{1}[rho]mulr1n ltr_pmuln2l. Qed.

Let gap_gt0 : 0 < 1 - rho. Proof. by rewrite subr_gt0. Qed.

Let gap_le : 1 - rho <= 1 - rho ^+ 2.
Proof. by rewrite ler_add2l ler_opp2 expr2 ler_pimull // ltW. Qed.

(** The denominator of the constant is more than 1/2. *)
Let denominator : R := Num.sqrt (1 - rho ^+ 2) * ((1 - rho) * Num.sqrt (1 - rho)).

Lemma constant_closed : rate_constant c beta = least / denominator.
Proof.
rewrite /rate_constant drift_c addr0 -root_noise_square // variance_b -exprMn.
rewrite sqrtrM ?sqr_ge0 // sqrtr_sqr gtr0_norm ?least_gt0 //.
by rewrite sqrtrV ?(le_trans (ltW gap_gt0)) // -mulrA -invfM.
Qed.

Lemma denominator_large : 1 < denominator *+ 2.
Proof.
have square : (1 - rho) ^+ 2 *+ 2 = 1 + rho ^+ 2 *+ 2.
  rewrite sqrrB expr1n mul1r !mulrnDl mulNrn -mulrnA rho_quarter.
  by rewrite [1 *+ 2]mulr2n addrK.
have large : (1 - rho) ^+ 2 <= denominator.
  rewrite expr2 /denominator mulrCA ler_pmul2l // -{1}[1 - rho](sqr_sqrtr (ltW gap_gt0)).
  by rewrite expr2 ler_wpmul2r ?sqrtr_ge0 ?ler_wsqrtr.
apply: lt_le_trans (_ : (1 - rho) ^+ 2 *+ 2 <= _); last by rewrite ler_muln2r.
by rewrite square ltr_addl pmulrn_lgt0 // exprn_gt0.
Qed.

Lemma denominator_gt0 : 0 < denominator.
Proof. by rewrite -(pmulrn_lgt0 _ (ltn0Sn 1)) (lt_trans ltr01) ?denominator_large. Qed.

Lemma half_constant : rate_constant c beta / 2%:R < least.
Proof.
rewrite constant_closed ltr_pdivr_mulr ?ltr0n // ltr_pdivr_mulr ?denominator_gt0 //.
by rewrite -mulrA mulr_natl ltr_pmulr ?least_gt0 ?denominator_large.
Qed.

(** ** The wrong statements *)

(** Half of the constant. *)
Theorem half_the_constant_is_wrong :
  ~ (forall n k (c : 'I_n -> R) beta, (0 < n)%N -> (0 < k)%N -> 0 <= beta < 1 ->
     radius predn steps (sum_of k c beta)
     <= rate_constant c beta / 2%:R / Num.sqrt k%:R).
Proof. by move=> wrong; apply: (@too_small _ 2 isT half_constant); apply: wrong. Qed.

(** The order 1/k. *)
Theorem order_one_over_k_is_wrong :
  ~ (forall n k (c : 'I_n -> R) beta, (0 < n)%N -> (0 < k)%N -> 0 <= beta < 1 ->
     radius predn steps (sum_of k c beta) <= rate_constant c beta / k%:R).
Proof.
move=> wrong; apply: (@too_small _ 4 isT half_constant).
apply: le_trans (wrong 2%N 4%N c beta isT isT beta01) _.
have -> : Num.sqrt 4%:R = 2%:R :> R by rewrite -[4%N]/(2 ^ 2)%N natrX sqrtr_sqr ger0_norm ?ler0n.
by rewrite -mulrA -invfM -natrM.
Qed.

(** One power of [beta ^ n] more on the noise. *)
Theorem one_epoch_more_is_wrong :
  ~ (forall n k (c : 'I_n -> R) beta, (0 < n)%N -> (0 < k)%N -> 0 <= beta < 1 ->
     radius predn steps (sum_of k c beta)
     <= (beta ^+ n * (rate_constant c beta - drift_constant c beta) + drift_constant c beta)
        / Num.sqrt k%:R).
Proof.
move=> wrong; have small : rho * (rate_constant c beta - 0) + 0 < least.
  rewrite subr0 addr0; apply: le_lt_trans half_constant; rewrite mulrC ler_wpmul2l //.
    by rewrite constant_closed divr_ge0 ?ltW ?least_gt0 ?denominator_gt0.
  by rewrite ltW // -subr_gt0 b_gt0.
by apply: (@too_small _ 2 isT small); rewrite -drift_c; apply: wrong.
Qed.

(** The noise dropped. *)
Theorem without_noise_is_wrong :
  ~ (forall n k (c : 'I_n -> R) beta, (0 < n)%N -> (0 < k)%N -> 0 <= beta < 1 ->
     radius predn steps (sum_of k c beta) <= drift_constant c beta / Num.sqrt k%:R).
Proof.
move=> wrong; have drift_lt : drift_constant c beta < least by rewrite drift_c least_gt0.
by apply: (@too_small _ 2 isT drift_lt); apply: wrong.
Qed.

(** The constant of predictable signs for adapted signs. *)
Theorem constant_for_adapted_is_wrong :
  ~ (forall n k (c : 'I_n -> R) beta, (0 < n)%N -> (0 < k)%N -> 0 <= beta < 1 ->
     radius id steps (sum_of k c beta) <= rate_constant c beta / Num.sqrt k%:R).
Proof.
move=> wrong; have := le_trans adapted_at_least (wrong 2%N 2%N c beta isT isT beta01).
rewrite ler_pmul2r ?invr_gt0 ?sqrtr_gt0 ?ltr0n // leNgt -mulr_natr.
by rewrite -ltr_pdivr_mulr ?ltr0n // half_constant.
Qed.

(** ** Equal labels *)

(** The drift dropped. *)
Theorem without_drift_is_wrong :
  ~ (forall n k (c : 'I_n -> R) beta, (0 < n)%N -> (0 < k)%N -> 0 <= beta < 1 ->
     radius predn steps (sum_of k c beta)
     <= (rate_constant c beta - drift_constant c beta) / Num.sqrt k%:R).
Proof.
pose ones (i : 'I_2) : R := 1.
have mean_ones : mean ones = 1 by apply: mean_constant ord0 _.
have no_variance : variance ones = 0.
  rewrite -[RHS](mean_constant (ord0 : 'I_2)); apply: eq_mean => i.
  by rewrite mean_ones subrr expr0n.
move=> wrong; have := wrong 2%N 1%N ones beta isT isT beta01.
rewrite /rate_constant addrK /noise_square no_variance mulr0 !mul0r sqrtr0 mulr0 !mul0r.
rewrite /radius big_nat1 sqrtr1 invr1 mul1r (eq_mean (fun h => congr1 _ (given_0 _ h)) : E _ = _).
rewrite (mean_constant [tuple (1%g : {perm 'I_2}) | _ < 1]) norm_mean_S // /cbar mean_ones.
by rewrite normr1 mul1r expr0 mulr1 /moment big_nat1 mul1r expr1 leNgt beta_gt0.
Qed.

End RateControls.
