(** * The noise of the older epochs: a step of Lemma A.2's O(1/sqrt k)

    Talk, slides "Step 1.2" (Lemma A.2).

    Under random reshuffling, for [L < k] and every history [h],

      [given L S h = E S + w * \sum_(j < L) rho ^ (k - j - 2) * (Y_j - mean Y)],

    where [rho = beta ^ n], [w = 1 + beta + ... + beta ^ (n-1)] and
    [Y_j = \sum_q beta ^ (n - q) * c (pi_j q)] ([given_S_older]); given all epochs, the last,
    [j = k - 1], adds [- (Y_j - mean Y) / (1 - beta)] ([noise_newest]). This [Y] is [beta ^ n]
    times [\sum_q beta ^ (-q) a_q], so that [beta = 0] is no case of its own.

    The noises of different epochs are independent, so their variances add up
    ([variance_given_older], [variance_given_all]). One epoch's variance has a closed form
    by the exchangeability of pairs of positions ([variance_of_positions]). *)

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
Proof. by rewrite meanD (mean_const u0) subrr. Qed.

Lemma centred_affine (u0 : U) a b F G : (forall u, F u = a * G u + b) ->
  forall u, F u - mean F = a * (G u - mean G).
Proof.
move=> FG u; rewrite (eq_mean FG) meanD meanZ (mean_const u0) FG.
by rewrite opprD addrACA subrr addr0 mulrBr.
Qed.

Lemma variance_affine (u0 : U) a b F G : (forall u, F u = a * G u + b) ->
  variance F = a ^+ 2 * variance G.
Proof.
move=> FG; rewrite -meanZ; apply: eq_mean => u.
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
  exact: mean_const t0 _.
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
rewrite /E meanD mean_sum (mean_const [tuple t0 | _ < k]).
by congr (_ + _); apply: eq_bigr => j _; apply: E_epoch.
Qed.

(** The later epochs average out; the noise of the first [L] is left. *)
Lemma given_sum L h :
  given L (fun h' => \sum_j g j (tnth h' j) + a) h
  = E (fun h' => \sum_j g j (tnth h' j) + a) + \sum_(j < k | (j < L)%N) noise j (tnth h j).
Proof.
rewrite expect_sum addrAC [X in _ = _ + X + _]big_mkcond -big_split /=.
rewrite /given /E meanD mean_sum (mean_const h); congr (_ + _).
apply: eq_bigr => j _; under eq_mean do rewrite tnth_mktuple.
case: ifP => _; first by rewrite (mean_const h) addrC subrK.
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
rewrite -mean_sum -[RHS](mean_const (1%g : {perm 'I_n}) 0).
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
by rewrite meanZ mean_perm.
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
by apply: eq_bigr => q _; rewrite meanZ.
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
rewrite n1 invr0 mulr0 mulr0 mul0r -[RHS](mean_const (1%g : {perm 'I_n}) 0).
apply: eq_mean => pi; rewrite weighted_dev big1 ?expr0n // => q _.
by rewrite one_ball ?mulr0 // -(prednK n_gt0) n1.
Qed.

End OneEpoch.

(** ** The noise of [S] under random reshuffling *)

Section NoiseOfS.
Variables (R : numFieldType) (n k : nat) (c : 'I_n -> R) (beta : R).
Implicit Types (h : k.-tuple {perm 'I_n}) (pi : {perm 'I_n}) (j : 'I_k).

Let rho : R := beta ^+ n.

(** The sum of an epoch's powers. *)
Definition epoch_weight : R := \sum_(i < n) beta ^+ i.

(** The draws of an epoch that is over, weighted: [beta ^ n] times the docs' [Y]. *)
Definition epoch_sum : {perm 'I_n} -> R := weighted c (fun q => beta ^+ (n - q)).

(** The share of epoch [j] in the sum of the momenta, if its order is [pi]. *)
Definition share j pi : R := \sum_i m_share beta (fun _ q => c (pi q)) j i.

Lemma S_shares h :
  S c beta (reshuffle c h) = \sum_j share j (tnth h j) + - (\sum_i f k c beta i).
Proof. by rewrite /S exchange_big. Qed.

Lemma older_exponent (i q : 'I_n) j : (j.+1 < k)%N ->
  (n * (k - j.+1) + i - q = i + (n - q) + n * (k - j.+2))%N.
Proof.
move=> jk; have qn : (q <= n)%N by rewrite ltnW.
rewrite -(subnSK jk) mulnS addnBA // addnBAC; last by rewrite (leq_trans qn) ?leq_addl.
by rewrite [(_ + i)%N]addnC addnA.
Qed.

(** The share of an epoch that is over, in all momenta of the newest epoch. *)
Lemma share_older j pi : (j.+1 < k)%N ->
  share j pi = epoch_weight * rho ^+ (k - j.+2) * epoch_sum pi.
Proof.
move=> jk; rewrite mulrAC big_distrlr mulr_suml /=; apply: eq_bigr => i _.
rewrite mulr_suml; apply: eq_big => [q|q _]; first by rewrite /drawn jk.
rewrite older_exponent // !exprD exprM -!mulrA.
by rewrite [c _ * _]mulrC.
Qed.

(** The share of a draw of the newest epoch: the powers that fit into the rest. *)
Lemma newest_powers (q : 'I_n) :
  (1 - beta) * (\sum_(i < n | (q <= i)%N) beta ^+ (i - q)) = 1 - beta ^+ (n - q).
Proof.
rewrite -(big_geq_mkord q n predT (fun i => beta ^+ (i - q))).
rewrite -{1}(add0n q) big_addn big_mkord.
under eq_bigr do rewrite addnK.
by rewrite -[RHS]opprB subrX1 -mulNr opprB.
Qed.

(** The newest epoch's share. *)
Lemma share_newest j pi : j.+1 = k ->
  (1 - beta) * share j pi = (\sum_q c q) - epoch_sum pi.
Proof.
move=> jk; rewrite -(sum_perm pi) -sumrB /share /m_share.
rewrite (exchange_big_dep predT) //= mulr_sumr; apply: eq_bigr => q _.
rewrite -mulr_suml mulrA -[X in _ = X - _]mul1r -mulrBl -newest_powers; congr (_ * _ * _).
apply: eq_big => [i|i _]; first by rewrite /drawn jk ltnn.
by rewrite jk subnn muln0.
Qed.

(** The noise of the epochs before [L < k] is linear in the draws. *)
Lemma noise_older j pi : (j.+1 < k)%N ->
  noise share j pi = epoch_weight * rho ^+ (k - j.+2) * (epoch_sum pi - mean epoch_sum).
Proof.
move=> jk; apply: (centred_affine (b := 0) 1%g) => {}pi.
by rewrite addr0; apply: share_older.
Qed.

Lemma variance_older j : (j.+1 < k)%N ->
  variance (share j) = (epoch_weight * rho ^+ (k - j.+2)) ^+ 2 * variance epoch_sum.
Proof.
move=> jk; apply: (variance_affine (b := 0) 1%g) => pi.
by rewrite addr0; apply: share_older.
Qed.

(** *** The conditional expectation of [S] *)

Let F h : R := S c beta (reshuffle c h).

Lemma given_S L h :
  given L F h = E F + \sum_(j < k | (j < L)%N) noise share j (tnth h j).
Proof.
rewrite (eq_mean S_shares : E F = _) -(given_sum 1%g).
by apply: eq_mean => h'; apply: S_shares.
Qed.

(** Given fewer than all epochs: the expectation, and noise linear in the draws. *)
Theorem given_S_older L h : (L < k)%N -> given L F h = E F + epoch_weight *
  \sum_(j < k | (j < L)%N) rho ^+ (k - j.+2) * (epoch_sum (tnth h j) - mean epoch_sum).
Proof.
move=> Lk; rewrite given_S; congr (_ + _); rewrite mulr_sumr; apply: eq_bigr => j jL.
by rewrite noise_older ?mulrA // (leq_ltn_trans jL).
Qed.

Lemma square_of_given L :
  E (fun h => (given L F h - E F) ^+ 2) = \sum_(j < k | (j < L)%N) variance (share j).
Proof.
rewrite -(square_of_noise (1%g : {perm 'I_n})); apply: eq_mean => h.
by rewrite given_S addrAC subrr add0r.
Qed.

Lemma older_powers (x : R) L : (L < k)%N ->
  (1 - x) * (\sum_(j < k | (j < L)%N) x ^+ (k - j.+2)) = x ^+ (k - L.+1) - x ^+ k.-1.
Proof.
move=> Lk; rewrite -(big_ord_widen k (fun e => x ^+ (k - e.+2))) ?(ltnW Lk) //.
elim: L Lk => [|L IH] Lk; first by rewrite big_ord0 mulr0 subn1 subrr.
rewrite big_ord_recr mulrDr IH /= 1?ltnW // -(subnSK Lk) exprS addrC mulrBl mul1r.
by rewrite addrA subrK.
Qed.

(** The variance of the conditional expectation given the first [L < k] epochs. *)
Theorem variance_given_older L : (L < k)%N ->
  (1 - rho ^+ 2) * E (fun h => (given L F h - E F) ^+ 2)
  = ((rho ^+ 2) ^+ (k - L.+1) - (rho ^+ 2) ^+ k.-1) * (epoch_weight ^+ 2 * variance epoch_sum).
Proof.
move=> Lk; rewrite square_of_given -older_powers // -[RHS]mulrA; congr (_ * _).
rewrite mulr_suml; apply: eq_bigr => j jL.
by rewrite variance_older ?(leq_ltn_trans jL) // exprMn -mulrA mulrCA exprAC.
Qed.

Hypothesis beta_neq1 : beta != 1.

Let share_newest_affine j pi : j.+1 = k ->
  share j pi = - (1 - beta)^-1 * epoch_sum pi + (\sum_q c q) / (1 - beta).
Proof.
move=> jk; rewrite addrC mulNr [_^-1 * _]mulrC -mulrBl -(share_newest pi jk) mulrC.
by rewrite mulKf // subr_eq0 eq_sym.
Qed.

Lemma noise_newest j pi : j.+1 = k ->
  noise share j pi = - (1 - beta)^-1 * (epoch_sum pi - mean epoch_sum).
Proof. by move=> jk; apply: (centred_affine 1%g) => {}pi; apply: share_newest_affine. Qed.

Lemma variance_newest j : j.+1 = k ->
  variance (share j) = (1 - beta)^-1 ^+ 2 * variance epoch_sum.
Proof.
by move=> jk; rewrite -sqrrN; apply: (variance_affine 1%g) => pi; apply: share_newest_affine.
Qed.

(** Given all [k] epochs: the newest epoch adds its own variance. *)
Theorem variance_given_all : (0 < k)%N ->
  E (fun h => (given k F h - E F) ^+ 2)
  = E (fun h => (given k.-1 F h - E F) ^+ 2) + (1 - beta)^-1 ^+ 2 * variance epoch_sum.
Proof.
move=> k_gt0; have lastP : (k.-1 < k)%N by rewrite prednK.
rewrite !square_of_given (bigD1 (Ordinal lastP)) //= addrC.
rewrite variance_newest /= ?prednK //; congr (_ + _); apply: eq_bigl => j.
by rewrite ltn_ord ltn_neqAle -ltnS prednK // ltn_ord andbT.
Qed.

End NoiseOfS.
