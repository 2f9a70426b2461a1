(** * The noise of the older epochs: a step of Lemma A.2's O(1/sqrt k)

    Talk, slides "Step 1.2" (Lemma A.2).

    Under random reshuffling, for [L < k] and every history [h],

      [given L S h = E S + w * \sum_(j < L) rho ^ (k - j - 2) * (Y_j - mean Y)],

    where [rho = beta ^ n], [w = 1 + beta + ... + beta ^ (n-1)] and
    [Y_j = \sum_q beta ^ (n - q) * c (pi_j q)] ([given_S_older]); given all epochs, the last,
    [j = k - 1], adds [- (Y_j - mean Y) / (1 - beta)] ([noise_newest]). This [Y] is [beta ^ n]
    times [\sum_q beta ^ (-q) a_q], so that [beta = 0] is no case of its own.

    The noises of different epochs are independent, so their variances add up
    ([variance_given_older], [variance_given_all]). One epoch's variance is in
    [Variance.v]. *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite Conditional Variance.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

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
