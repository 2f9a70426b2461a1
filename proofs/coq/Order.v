(** * Lemma A.2: 1/sqrt k is the exact order

    Talk, slides "Step 1.2" (Lemma A.2). For predictable signs and [0 < beta < 1] the tight
    radius is also at least [least / sqrt k], with [least > 0], unless all labels agree
    ([rate_is_exact]). The term of the last epoch alone is that large ([rate_at_least]). *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Conditional Variance Noise LemmaA1.
From colorball Require Import Radius LemmaA2 RootSums Rate.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

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
rewrite /E mean_add mean_scale mean_sum (E_epoch U J : mean _ = _) U0 mulr0 add0r.
rewrite (bigD1 J) /=; last by rewrite -JL.
rewrite big1 => [|j /andP[_ jJ]]; last first.
  by rewrite (expect_two 1%g (noise (share c beta) j) U jJ : mean _ = _) U0 mulr0.
rewrite addr0 (E_epoch (fun pi => noise (share c beta) J pi * U pi) J : mean _ = _) -mean_scale.
by apply: eq_mean => pi; rewrite noise_older JL // -mulrA -expr2.
Qed.

Lemma term_at_least L : (0 < L < k)%N ->
  w * (beta ^+ n) ^+ (k - L.+1) * variance Y / b <= E (fun h => `|given L F h|).
Proof.
case/andP=> L_gt0 Lk; have L1k : (L.-1 < k)%N by rewrite prednK // ltnW.
rewrite ler_pdivr_mulr // -(correlation (J := Ordinal L1k)) ?prednK // mulrC /E -mean_scale.
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
