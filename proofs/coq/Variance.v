(** * Variances, under a uniform order and over independent epochs

    Functions of different epochs are independent, so their variances add up
    ([expect_square], [square_of_noise]). The variance of a weighted sum over the positions
    of one epoch has a closed form by the exchangeability of pairs of positions
    ([variance_of_positions]). A step of Lemma A.2's O(1/sqrt k). *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Conditional.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Variances *)

Section Variance.
Variables (R : numFieldType) (U : finType).
Implicit Types (F G : U -> R) (a b : R).

(** The variance of [F] under a uniform element of [U]. *)
Definition variance F : R := mean (fun u => (F u - mean F) ^+ 2).

Lemma mean_centred (u0 : U) F : mean (fun u => F u - mean F) = 0.
Proof. by rewrite mean_add (mean_constant u0) subrr. Qed.

Lemma centred_affine (u0 : U) a b F G : (forall u, F u = a * G u + b) ->
  forall u, F u - mean F = a * (G u - mean G).
Proof.
move=> FG u; rewrite (eq_mean FG) mean_add mean_scale (mean_constant u0) FG.
by rewrite opprD addrACA subrr addr0 mulrBr.
Qed.

Lemma variance_affine (u0 : U) a b F G : (forall u, F u = a * G u + b) ->
  variance F = a ^+ 2 * variance G.
Proof.
move=> FG; rewrite -mean_scale; apply: eq_mean => u.
by rewrite (centred_affine u0 FG) exprMn.
Qed.

End Variance.

(** ** Functions of single epochs are independent *)

Section Independence.
Variables (R : numFieldType) (T : finType) (k : nat) (t0 : T).
Implicit Types (h : k.-tuple T) (i j : 'I_k) (g : 'I_k -> T -> R).

(** The expectation of a product over the epochs. *)
Lemma expect_prod g : E (fun h => \prod_j g j (tnth h j)) = \prod_j mean (g j).
Proof.
rewrite /E /mean (reindex (fun f : {ffun 'I_k -> T} => [tuple f j | j < k])); last first.
  by apply: onW_bij; apply: tuple_of_ffun_bij.
rewrite card_tuple big_split /= bigA_distr_bigA prodr_const card_ord exprVn natrX.
by congr (_ / _); apply: eq_bigr => f _; apply: eq_bigr => j _; rewrite tnth_mktuple.
Qed.

Lemma expect_two i j (F G : T -> R) : i != j ->
  E (fun h => F (tnth h i) * G (tnth h j)) = mean F * mean G.
Proof.
move=> ij; have ji := negbTE ij; rewrite eq_sym in ji.
pose g e := if e == i then F else if e == j then G else fun=> 1.
transitivity (\prod_e mean (g e)); last first.
  rewrite (bigD1 i) // (bigD1 j) /=; last by rewrite eq_sym.
  rewrite /g !eqxx ji big1 ?mulr1 // => e /andP[/negbTE -> /negbTE ->].
  exact: mean_constant t0 _.
rewrite -expect_prod; apply: eq_mean => h; rewrite (bigD1 i) // (bigD1 j) /=.
  by rewrite /g !eqxx ji big1 ?mulr1 // => e /andP[/negbTE -> /negbTE ->].
by rewrite eq_sym.
Qed.

(** Squares of centred functions of single epochs add up. *)
Lemma expect_square g (P : pred 'I_k) : (forall j, mean (g j) = 0) ->
  E (fun h => (\sum_(j | P j) g j (tnth h j)) ^+ 2)
  = \sum_(j | P j) mean (fun t => g j t ^+ 2).
Proof.
move=> g0; transitivity (E (fun h =>
    \sum_(i | P i) \sum_(j | P j) g i (tnth h i) * g j (tnth h j))).
  by apply: eq_mean => h; rewrite expr2 big_distrlr.
rewrite /E mean_sum; apply: eq_bigr => i Pi.
rewrite mean_sum (bigD1 i) //= big1 ?addr0 => [|j /andP[_ ji]].
  exact: (E_epoch (fun t => g i t * g i t)).
by rewrite -/(E _) expect_two ?g0 ?mulr0 // eq_sym.
Qed.

(** ** Sums over the epochs, given the first [L] *)

Variables (g : 'I_k -> T -> R) (a : R).

(** The centred share of epoch [j]. *)
Definition noise j (t : T) : R := g j t - mean (g j).

Lemma mean_noise j : mean (noise j) = 0.
Proof. exact: mean_centred. Qed.

Lemma expect_sum : E (fun h => \sum_j g j (tnth h j) + a) = \sum_j mean (g j) + a.
Proof.
rewrite /E mean_add mean_sum (mean_constant [tuple t0 | _ < k]).
by congr (_ + _); apply: eq_bigr => j _; apply: E_epoch.
Qed.

(** The later epochs average out; the noise of the first [L] is left. *)
Lemma given_sum L h :
  given L (fun h' => \sum_j g j (tnth h' j) + a) h
  = E (fun h' => \sum_j g j (tnth h' j) + a) + \sum_(j < k | (j < L)%N) noise j (tnth h j).
Proof.
rewrite expect_sum addrAC [X in _ = _ + X + _]big_mkcond -big_split /=.
rewrite /given /E mean_add mean_sum (mean_constant h); congr (_ + _).
apply: eq_bigr => j _; under eq_mean do rewrite tnth_mktuple.
case: ifP => _; first by rewrite (mean_constant h) addrC subrK.
by rewrite addr0; apply: E_epoch.
Qed.

(** The noise of the first [L] epochs squared: its variances add up. *)
Lemma square_of_noise L :
  E (fun h => (\sum_(j < k | (j < L)%N) noise j (tnth h j)) ^+ 2)
  = \sum_(j < k | (j < L)%N) variance (g j).
Proof. by rewrite expect_square //; apply: mean_noise. Qed.

End Independence.

(** ** The variance of one epoch *)

Section OneEpoch.
Variables (R : numFieldType) (n : nat) (c : 'I_n -> R) (x : 'I_n -> R).
Hypothesis n_gt0 : (0 < n)%N.
Implicit Types (p q : 'I_n).

Let n_neq0 : n%:R != 0 :> R. Proof. by rewrite pnatr_eq0 -lt0n. Qed.
Let ball0 : 'I_n := Ordinal n_gt0.

Lemma mean_ord (F : 'I_n -> R) : mean F = (\sum_i F i) / n%:R.
Proof. by rewrite /mean card_ord. Qed.

(** The deviation of a label from the mean label. *)
Let dev p : R := c p - cbar c.

Lemma sum_dev : \sum_p dev p = 0.
Proof.
apply: (mulIf (invr_neq0 n_neq0)); rewrite mul0r -mean_ord.
exact: (mean_centred ball0).
Qed.

Lemma sum_perm (pi : {perm 'I_n}) (F : 'I_n -> R) : \sum_q F (pi q) = \sum_q F q.
Proof. by rewrite [RHS](reindex_inj (@perm_inj _ pi)). Qed.

(** Swapping two positions is a bijection of the orders. *)
Lemma mean_tperm p q (F : {perm 'I_n} -> R) :
  mean (fun pi : {perm 'I_n} => F (tperm p q * pi)%g) = mean F.
Proof.
by apply: mean_bij; exists (fun pi : {perm 'I_n} => (tperm p q * pi)%g) => pi;
   rewrite mulgA tperm2 mul1g.
Qed.

(** The covariance of two positions; by symmetry it is the same for all pairs. *)
Let cov p q : R := mean (fun pi : {perm 'I_n} => dev (pi p) * dev (pi q)).

Lemma cov_sum p : \sum_q cov p q = 0.
Proof.
rewrite -mean_sum -[RHS](mean_constant (1%g : {perm 'I_n}) 0).
by apply: eq_mean => pi; rewrite -mulr_sumr sum_perm sum_dev mulr0.
Qed.

Lemma cov_same p : cov p p = variance c.
Proof. exact: (mean_perm (fun i => dev i ^+ 2)). Qed.

Lemma cov_pair p q : q != p -> n.-1%:R * cov p q = - variance c.
Proof.
move=> qp; have same r : r != p -> cov p r = cov p q.
  move=> rp; rewrite /cov -(mean_tperm q r); apply: eq_mean => pi.
  by rewrite !permM tpermR tpermD.
apply/eqP; rewrite -addr_eq0 addrC.
rewrite -(cov_same p) -(cov_sum p).
rewrite (bigD1 p) //= (eq_bigr _ (fun r rp => same r rp)) sumr_const cardC1 card_ord.
by rewrite mulr_natl.
Qed.

Lemma natr_pred : n.-1%:R = n%:R - 1 :> R.
Proof. by rewrite -[in RHS](prednK n_gt0) mulrSr addrK. Qed.

Lemma cov_closed p q : n.-1%:R * cov p q = variance c * (n%:R * (p == q)%:R - 1).
Proof.
have [<-|pq] := eqVneq p q; last by rewrite mulr0 sub0r mulrN1 cov_pair // eq_sym.
by rewrite mulr1 -natr_pred mulrC cov_same.
Qed.

(** The draws of an epoch, each with the weight of its position. *)
Definition weighted (pi : {perm 'I_n}) : R := \sum_q x q * c (pi q).

Lemma mean_weighted : mean weighted = (\sum_q x q) * cbar c.
Proof.
rewrite mean_sum mulr_suml; apply: eq_bigr => q _.
by rewrite mean_scale mean_perm.
Qed.

Lemma weighted_dev pi : weighted pi - mean weighted = \sum_q x q * dev (pi q).
Proof.
rewrite mean_weighted mulr_suml -sumrB.
by apply: eq_bigr => q _; rewrite -mulrBr.
Qed.

Lemma variance_cov : variance weighted = \sum_p \sum_q x p * x q * cov p q.
Proof.
transitivity (mean (fun pi : {perm 'I_n} =>
    \sum_p \sum_q x p * x q * (dev (pi p) * dev (pi q)))).
  apply: eq_mean => pi; rewrite weighted_dev expr2 big_distrlr /=.
  by apply: eq_bigr => p _; apply: eq_bigr => q _; rewrite mulrACA.
rewrite mean_sum; apply: eq_bigr => p _; rewrite mean_sum.
by apply: eq_bigr => q _; rewrite mean_scale.
Qed.

Lemma pairs_with p :
  \sum_q x p * x q * (n%:R * (p == q)%:R - 1) = n%:R * x p ^+ 2 - x p * \sum_q x q.
Proof.
rewrite mulr_sumr (bigD1 p) //= [in RHS](bigD1 p) //= eqxx mulr1.
rewrite opprD addrA mulrBr mulr1 -sumrN mulrC expr2; congr (_ + _).
apply: eq_bigr => q /negbTE qp.
by rewrite eq_sym qp mulr0 sub0r mulrN1.
Qed.

Lemma scaled_variance : n.-1%:R * variance weighted
  = variance c * (n%:R * (\sum_q x q ^+ 2) - (\sum_q x q) ^+ 2).
Proof.
have -> : n%:R * (\sum_q x q ^+ 2) - (\sum_q x q) ^+ 2
        = \sum_p (n%:R * x p ^+ 2 - x p * \sum_q x q).
  by rewrite sumrB -mulr_sumr expr2 mulr_suml.
rewrite variance_cov !mulr_sumr; apply: eq_bigr => p _; rewrite -pairs_with !mulr_sumr.
by apply: eq_bigr => q _; rewrite mulrCA cov_closed mulrCA.
Qed.

Lemma one_ball p : n = 1%N -> dev p = 0.
Proof.
move=> n1; rewrite -sum_dev (bigD1 p) //= big1 ?addr0 // => q /eqP[].
have at0 (r : 'I_n) : r = 0%N :> nat.
  by apply/eqP; rewrite -leqn0 -ltnS -[X in (_ < X)%N]n1.
by apply/ord_inj; rewrite !at0.
Qed.

(** The variance of an epoch's weighted draws (for [n = 1] both sides are 0). *)
Theorem variance_of_positions : variance weighted
  = variance c * (n%:R / n.-1%:R) * ((\sum_q x q ^+ 2) - (\sum_q x q) ^+ 2 / n%:R).
Proof.
have [n1|n1] := eqVneq n.-1 0%N; last first.
  have n1_neq0 : n.-1%:R != 0 :> R by rewrite pnatr_eq0.
  apply: (mulfI n1_neq0); rewrite scaled_variance -mulrA mulrCA; congr (_ * _).
  by rewrite mulrA [_ * (_ / _)]mulrC divfK // mulrBr [_ * (_ / _)]mulrC divfK.
rewrite n1 invr0 mulr0 mulr0 mul0r -[RHS](mean_constant (1%g : {perm 'I_n}) 0).
apply: eq_mean => pi; rewrite weighted_dev big1 ?expr0n // => q _.
by rewrite one_ball ?mulr0 // -(prednK n_gt0) n1.
Qed.

End OneEpoch.
