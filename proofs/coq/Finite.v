(** * Means, histories and powers of [beta]

    General facts that the proofs of Lemma A.1 (the talk's slide "Step 1.1") use:
    - the mean over a finite type is linear;
    - exchangeability: under a uniform order, and under independent draws, each
      position sees every ball equally often ([mean_perm], [mean_ffun]);
    - the expectation of what one epoch decides is the mean over that epoch
      ([E_epoch]), also given the epochs before it ([given_epoch]);
    - the sum over a momentum's powers of [beta], one draw at a time
      ([weight_closed_form]), and their total ([sum_lead]). *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** The mean over a finite type *)

Section Mean.
Variables (R : numFieldType) (U : finType).
Implicit Types (F G : U -> R) (x : R).

Lemma eq_mean F G : F =1 G -> mean F = mean G.
Proof. by move=> eqFG; rewrite /mean (eq_bigr _ (fun u _ => eqFG u)). Qed.

Lemma mean_add F G : mean (fun u => F u + G u) = mean F + mean G.
Proof. by rewrite /mean big_split mulrDl. Qed.

Lemma mean_scale x F : mean (fun u => x * F u) = x * mean F.
Proof. by rewrite /mean -mulr_sumr mulrA. Qed.

Lemma mean_opp F : mean (fun u => - F u) = - mean F.
Proof. by rewrite -mulN1r -mean_scale; apply: eq_mean => u; rewrite mulN1r. Qed.

Lemma mean_sub F G : mean (fun u => F u - G u) = mean F - mean G.
Proof. by rewrite mean_add mean_opp. Qed.

Lemma mean_sum (I : Type) (r : seq I) (P : pred I) (F : I -> U -> R) :
  mean (fun u => \sum_(i <- r | P i) F i u) = \sum_(i <- r | P i) mean (F i).
Proof. by rewrite /mean exchange_big -mulr_suml. Qed.

Lemma mean_const x : (0 < #|U|)%N -> mean (fun _ : U => x) = x.
Proof.
by move=> U_gt0; rewrite /mean sumr_const -[x *+ _]mulr_natr mulfK // pnatr_eq0 -lt0n.
Qed.

(** The sum is the mean times the number of elements. *)
Lemma sum_mean F : \sum_u F u = #|U|%:R * mean F.
Proof.
have [U0 | U_gt0] := posnP #|U|; last first.
  by rewrite mulrC divfK // pnatr_eq0 -lt0n.
by rewrite U0 mul0r big1 // => u _; have := card0_eq U0 u.
Qed.

(** A bijection from [V] to [U] carries the mean over. *)
Lemma mean_bij (V : finType) (f : V -> U) F :
  bijective f -> mean (fun v => F (f v)) = mean F.
Proof.
by move=> bij_f; rewrite /mean -(bij_eq_card bij_f) [in RHS](reindex f) //; apply: onW_bij.
Qed.

End Mean.

(** ** Exchangeability *)

(** There is an order of the balls. *)
Lemma order_exists n : (0 < #|{: 'S_n}|)%N.
Proof. by apply/card_gt0P; exists 1%g. Qed.

(** There is an outcome of [n] independent draws. *)
Lemma draws_exist n : (0 < #|{ffun 'I_n -> 'I_n}|)%N.
Proof. by apply/card_gt0P; exists [ffun i => i]. Qed.

Section Exchangeability.
Variable R : numFieldType.

(** Every position of a uniform order has the same mean label. *)
Lemma mean_perm_swap n (c : 'I_n -> R) (p q : 'I_n) :
  mean (fun pi : 'S_n => c (pi p)) = mean (fun pi : 'S_n => c (pi q)).
Proof.
rewrite -[RHS](@mean_bij _ _ _ (mulg (tperm p q))); last exact: Bijective (mulKg _) (mulKVg _).
by apply: eq_mean => pi; rewrite permM tpermR.
Qed.

(** Random reshuffling: every draw has the mean label. *)
Lemma mean_perm n (c : 'I_n -> R) (q : 'I_n) :
  mean (fun pi : 'S_n => c (pi q)) = cbar c.
Proof.
have total : \sum_(p < n) mean (fun pi : 'S_n => c (pi p)) = \sum_p c p.
  rewrite -mean_sum -[RHS](mean_const _ (order_exists n)).
  by apply: eq_mean => pi; rewrite [RHS](reindex_inj (@perm_inj _ pi)).
rewrite [RHS]/cbar [in RHS]/mean -total (eq_bigr _ (fun p _ => mean_perm_swap c p q)).
by rewrite sumr_const -[mean _ *+ _]mulr_natr mulfK // pnatr_eq0 -lt0n; apply/card_gt0P; exists q.
Qed.

(** Independent draws: every draw has the mean of all values. *)
Lemma mean_ffun (A B : finType) (F : B -> R) (a : A) :
  mean (fun t : {ffun A -> B} => F (t a)) = mean F.
Proof.
pose G x b := if x == a then F b else 1.
have prodG (t : {ffun A -> B}) : F (t a) = \prod_x G x (t x).
  by rewrite (bigD1 a) //= big1 /G ?eqxx ?mulr1 // => x /negbTE ->.
have sumG : (\prod_x \sum_b G x b) = (\sum_b F b) * #|B|%:R ^+ #|A|.-1.
  rewrite (bigD1 a) //= /G eqxx; congr (_ * _).
  rewrite (eq_bigr (fun _ => #|B|%:R)) => [|x /negbTE ->]; last by rewrite sumr_const.
  by rewrite prodr_const -[in RHS](cardC1 a).
have A_gt0 : (0 < #|A|)%N by apply/card_gt0P; exists a.
rewrite /mean (eq_bigr _ (fun t _ => prodG t)) -bigA_distr_bigA sumG card_ffun natrX.
case: #|A| A_gt0 => // m _ /=; rewrite exprS.
have [-> | B_neq0] := eqVneq (#|B|%:R : R) 0; first by rewrite mul0r invr0 !mulr0.
by rewrite -mulf_div divff ?mulr1 ?expf_neq0.
Qed.

End Exchangeability.

(** ** Histories *)

Section Histories.
Variables (R : numFieldType) (T : finType) (k : nat).
Implicit Types (l : nat) (j : 'I_k) (F : k.-tuple T -> R) (f : T -> R).

Lemma tuple_of_ffun_bij : bijective (fun g : {ffun 'I_k -> T} => [tuple g j | j < k]).
Proof.
exists (fun h : k.-tuple T => [ffun j => tnth h j]) => [g | h].
  by apply/ffunP => j; rewrite ffunE tnth_mktuple.
by apply: eq_from_tnth => j; rewrite tnth_mktuple ffunE.
Qed.

(** The expectation of what epoch [j] decides is the mean over its outcomes. *)
Lemma E_epoch f j : E (fun h : k.-tuple T => f (tnth h j)) = mean f.
Proof.
rewrite /E -(mean_bij _ tuple_of_ffun_bij) -(mean_ffun f j).
by apply: eq_mean => g; rewrite tnth_mktuple.
Qed.

(** What the epochs from [l] on decide does not depend on the first [l]. *)
Lemma given_later l F h :
    (forall h1 h2, (forall j, (l <= j)%N -> tnth h1 j = tnth h2 j) -> F h1 = F h2) ->
  given l F h = E F.
Proof.
move=> later; apply: eq_mean => h'; apply: later => j le_lj.
by rewrite tnth_mktuple ltnNge le_lj.
Qed.

(** What epoch [j >= l] decides: given the first [l] epochs, its mean. *)
Lemma given_epoch l f j h : (l <= j)%N -> given l (fun h' => f (tnth h' j)) h = mean f.
Proof. by move=> le_lj; rewrite given_later ?E_epoch // => h1 h2 ->. Qed.

End Histories.

(** There is a history, if there is an outcome of an epoch. *)
Lemma history_exists (T : finType) k : (0 < #|T|)%N -> (0 < #|{: k.-tuple T}|)%N.
Proof. by rewrite card_tuple => T_gt0; rewrite expn_gt0 T_gt0. Qed.

(** ** Powers of [beta] *)

Section Powers.
Variables (R : numFieldType) (beta : R).

(** [beta^a + ... + beta^(b-1)]. *)
Definition powers a b : R := \sum_(a <= t < b) beta ^+ t.

Lemma powers_cat a b d : (a <= b)%N -> (b <= d)%N -> powers a d = powers a b + powers b d.
Proof. by move=> le_ab le_bd; rewrite /powers (big_cat_nat _ _ _ le_ab le_bd). Qed.

Lemma powers_shift d a b : powers a b * beta ^+ d = powers (a + d) (b + d).
Proof.
rewrite /powers big_addn addnK mulr_suml; apply: eq_bigr => t _.
by rewrite exprD.
Qed.

(** The gradients' powers of one epoch after another are those of all epochs. *)
Lemma powers_blocks n k : \sum_(j < k) powers (n * (k - j.+1)) (n * (k - j)) = powers 0 (n * k).
Proof.
rewrite (reindex_inj rev_ord_inj) /=.
rewrite (eq_bigr (fun j : 'I_k => powers (n * j) (n * j.+1))) => [|j _]; last first.
  by rewrite subnSK // !subKn // ltnW.
elim: k => [|k IHk]; first by rewrite big_ord0 muln0 /powers big_geq.
by rewrite big_ord_recr IHk /= -powers_cat // leq_mul2l leqnSn orbT.
Qed.

Variable n : nat.

(** [beta^(n-q) + ... + beta^(n-1)]: the powers that draw [q] of the newest epoch lacks. *)
Definition lead (q : nat) : R := powers (n - q) n.

(** There are [t] draws that lack [beta^t]. *)
Lemma sum_lead : \sum_(q < n) lead q = moment n beta.
Proof.
have split_lead q : lead q = \sum_(0 <= t < n | (n - q <= t)%N) beta ^+ t.
  by rewrite /lead /powers (big_nat_widenl _ 0).
rewrite -(big_mkord xpredT lead) (eq_bigr _ (fun q _ => split_lead q)).
rewrite (exchange_big_dep_nat xpredT) //= /moment -[RHS]add0r.
have -> : \sum_(0 <= t < n) \sum_(0 <= q < n | (n - q <= t)%N) beta ^+ t
    = \sum_(0 <= t < n) t%:R * beta ^+ t.
  apply: eq_big_nat => t /andP[_ lt_tn].
  transitivity (\sum_(n - t <= q < n) beta ^+ t); last first.
    by rewrite sumr_const_nat subKn 1?ltnW // mulr_natl.
  by rewrite [RHS](big_nat_widenl _ 0) //; apply: eq_bigl => q; rewrite /= !leq_subLR addnC.
by case: n => [|n']; [rewrite !big_geq ?addr0 | rewrite [LHS]big_ltn // mul0r].
Qed.

(** ** The weights of the draws *)

Variable k : nat.
Implicit Type j : 'I_k.

(** The weight of draw [q] of epoch [j] in the sum of the momenta. *)
Definition weight j (q : 'I_n) : R :=
  \sum_(i < n | drawn j q i) beta ^+ (n * (k - j.+1) + i - q).

(** The sum of a gradient's powers in epoch [j]. *)
Definition gradient_weight j : R := powers (n * (k - j.+1)) (n * (k - j)).

(** The power of [beta] which the epochs from [l] on leave; no epoch leaves 0. *)
Definition left_over (l : nat) : R := if (l < k)%N then beta ^+ (n * (k - l.+1)) else 0.

Lemma older_weight j q : (j.+1 < k)%N ->
  weight j q = powers (n * (k - j.+1) - q) (n * (k - j.+1) + n - q).
Proof.
move=> older; rewrite /weight /drawn older /= /powers.
have le_qN : (q <= n * (k - j.+1))%N.
  by rewrite (leq_trans (ltnW (ltn_ord q))) // leq_pmulr // subn_gt0.
rewrite -[X in \sum_(X <= _ < _) _]add0n big_addn -addnBAC // addKn big_mkord.
by apply: eq_bigr => i _; rewrite addnBA // addnC.
Qed.

Lemma newest_weight j q : j.+1 = k -> weight j q = powers 0 (n - q).
Proof.
move=> newest; rewrite /weight /drawn newest ltnn subnn muln0 /=.
rewrite -(big_geq_mkord q n xpredT (fun i => beta ^+ (0 + i - q))).
rewrite /powers -[X in \sum_(X <= _ < n) _]add0n big_addn.
by apply: eq_bigr => i _; rewrite add0n addnK.
Qed.

(** A draw's weight is the gradient's, but for the powers it lacks or has in addition. *)
Lemma weight_closed_form j q :
  weight j q = gradient_weight j + lead q * (left_over j.+1 - left_over j).
Proof.
rewrite /gradient_weight /left_over ltn_ord -[(k - j)%N]subnSK // mulnS addnC.
have := ltn_ord j; rewrite leq_eqVlt => /orP[/eqP newest | older].
  rewrite newest_weight // newest ltnn subnn muln0 add0n expr0 sub0r mulrN mulr1.
  by rewrite (@powers_cat 0 (n - q) n) ?leq_subr // /lead addrK.
rewrite older_weight // older mulrBr !powers_shift -(subnSK older) mulnS.
set d := (n * _)%N; have le_qn : (q <= n)%N by rewrite ltnW.
rewrite ![(n - q + _)%N]addnBAC // [(n + (n + d))%N]addnC.
set N := (n + d)%N; apply: (addIr (powers (N + n - q) (N + n))).
rewrite -addrA subrK [RHS]addrC -!powers_cat ?leq_subr ?leq_addr //.
by rewrite leq_sub2r ?leq_addr.
Qed.

End Powers.
