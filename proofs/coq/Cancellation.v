(** * Repeated cancellation

    The step behind Lemma A.1 (the talk's slide "Step 1.1"), for any number [n] of
    balls, any labels and any [beta]. In expectation over the epochs after the
    first [l], the shares of these epochs in [S] leave

      [- cbar * beta^(n (k - l.+1)) * (1 beta + 2 beta^2 + ... + (n-1) beta^(n-1))]

    whatever the first [l] epochs drew: all lower powers of [beta] cancel
    ([cancellation]). It holds for random reshuffling and with replacement.

    Epoch by epoch: the newest epoch leaves [- cbar * moment] ([newest_epoch]),
    each older one turns what the later ones leave into the next higher power
    ([cancellation_step]). *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** The share of an epoch, for any labels drawn *)

Section Shares.
Variables (R : numFieldType) (n k : nat) (c : 'I_n -> R) (beta : R).
Implicit Types (a : 'I_k -> 'I_n -> R) (j : 'I_k) (l : nat).

Local Notation lead := (lead beta n).
Local Notation left_over := (left_over beta n k).

(** The share of epoch [j] in [S]. *)
Definition epoch_share a j : R := \sum_(i < n) (m_share beta a j i - f_share c beta j i).

Lemma m_share_weight a j : \sum_i m_share beta a j i = \sum_q a j q * weight beta j q.
Proof.
rewrite /m_share (exchange_big_dep xpredT) //=; apply: eq_bigr => q _.
by rewrite mulr_sumr; apply: eq_bigr => i _; rewrite mulrC.
Qed.

(** The gradient's powers cancel as far as the epoch draws every ball once; what
    remains telescopes from epoch to epoch. *)
Lemma epoch_share_closed_form a j :
  epoch_share a j = (\sum_q a j q - \sum_q c q) * gradient_weight beta n j
                    + (\sum_q a j q * lead q) * (left_over j.+1 - left_over j).
Proof.
rewrite /epoch_share sumrB m_share_weight mulrBl -addrA [X in _ = _ + X]addrC addrA.
congr (_ - _); last by rewrite mulr_suml.
rewrite !mulr_suml -big_split /=; apply: eq_bigr => q _.
by rewrite weight_closed_form mulrDr mulrA.
Qed.

(** The shares of the epochs add up to [S]. *)
Lemma S_from_0 a : S_from c beta 0 a = S c beta a.
Proof.
rewrite /S_from /S /m /f exchange_big /= -sumrB; apply: eq_bigr => i _.
rewrite sumrB; congr (_ - _); rewrite /f_share -mulr_sumr; congr (_ * _).
exact: powers_blocks.
Qed.

(** The shares from epoch [j] on: that of [j], and those from the next on. *)
Lemma S_from_step a j : S_from c beta j a = epoch_share a j + S_from c beta j.+1 a.
Proof.
rewrite /S_from (bigD1 j) //=; congr (_ + _); apply: eq_bigl => i.
by rewrite ltn_neqAle andbC eq_sym.
Qed.

Lemma S_from_end a : S_from c beta k a = 0.
Proof. by rewrite /S_from big1 // => j; rewrite leqNgt ltn_ord. Qed.

(** The powers which the epochs leave telescope. *)
Lemma left_over_telescopes l (x : R) :
  \sum_(j < k | (l <= j)%N) x * (left_over j.+1 - left_over j) = - x * left_over l.
Proof.
rewrite -mulr_sumr mulNr -mulrN; congr (_ * _).
rewrite -(big_geq_mkord l k xpredT (fun i => left_over i.+1 - left_over i)).
have [le_lk | lt_kl] := leqP l k.
  by rewrite telescope_sumr // {1}/left_over ltnn sub0r.
by rewrite big_geq 1?ltnW // /left_over ltnNge ltnW // oppr0.
Qed.

End Shares.

(** ** Draws that are fair: each has the mean label *)

Section Fair.
Variables (R : numFieldType) (n k : nat) (c : 'I_n -> R) (beta : R).

(** Each draw has mean [cbar]; [U] is what is random, all [u : U] equally likely. *)
Definition fair (U : finType) (a : U -> 'I_k -> 'I_n -> R) : Prop :=
  forall j q, mean (fun u => a u j q) = cbar c.

Lemma fair_labels (T : finType) (draw : T -> 'I_n -> 'I_n) :
  (forall q, mean (fun t => c (draw t q)) = cbar c) -> fair (labels c draw).
Proof. move=> fair_draw j q; exact: etrans (E_epoch _ j) (fair_draw q). Qed.

Lemma fair_reshuffle : fair (reshuffle c).
Proof. by apply: fair_labels => q; apply: mean_perm. Qed.

Lemma fair_with_replacement : fair (with_replacement c).
Proof. by apply: fair_labels => q; apply: mean_ffun. Qed.

Lemma fair_shuffle_once : fair (shuffle_once c).
Proof. by move=> j q; apply: mean_perm. Qed.

Variables (U : finType) (a : U -> 'I_k -> 'I_n -> R).
Hypotheses (U_exists : (0 < #|U|)%N) (fair_a : fair a).

Lemma mean_draw_total (x : 'I_n -> R) j :
  mean (fun u => \sum_q a u j q * x q) = cbar c * \sum_q x q.
Proof.
rewrite mean_sum mulr_sumr; apply: eq_bigr => q _.
by rewrite mulrC -(fair_a j q) -mean_scale; apply: eq_mean => u; rewrite mulrC.
Qed.

(** The mean share of an epoch. *)
Lemma mean_epoch_share j :
  mean (fun u => epoch_share c beta (a u) j)
  = cbar c * moment n beta * (left_over beta n k j.+1 - left_over beta n k j).
Proof.
under eq_mean => u do rewrite epoch_share_closed_form mulrC [X in _ + X]mulrC.
rewrite mean_add !mean_scale mean_sub mean_const // mean_draw_total sum_lead.
have -> : mean (fun u => \sum_q a u j q) = \sum_q c q.
  rewrite mean_sum (eq_bigr _ (fun q _ => fair_a j q)) sumr_const -mulr_natl.
  by rewrite [in RHS]sum_mean.
by rewrite subrr mulr0 add0r mulrC.
Qed.

(** The mean of the shares from epoch [l] on. *)
Lemma mean_S_from l :
  mean (fun u => S_from c beta l (a u)) = - (cbar c * moment n beta) * left_over beta n k l.
Proof.
rewrite -left_over_telescopes mean_sum; apply: eq_bigr => j _.
exact: mean_epoch_share.
Qed.

End Fair.

(** ** Given the first [l] epochs *)

Section Cancellation.
Variables (R : numFieldType) (n k : nat) (c : 'I_n -> R) (beta : R).
Implicit Types (l : nat) (j : 'I_k).

Section OneScheme.
Variables (T : finType) (draw : T -> 'I_n -> 'I_n).
Hypotheses (T_exists : (0 < #|T|)%N)
           (fair_draw : forall q, mean (fun t => c (draw t q)) = cbar c).

Lemma given_epoch_share l j (h : k.-tuple T) : (l <= j)%N ->
  given l (fun h' => epoch_share c beta (labels c draw h') j) h
  = E (fun h' => epoch_share c beta (labels c draw h') j).
Proof.
move=> le_lj; apply: given_later => h1 h2 same; rewrite !epoch_share_closed_form.
by congr ((_ - _) * _ + _ * _); apply: eq_bigr => q _; rewrite /labels same.
Qed.

(** Any scheme whose draws are fair cancels. *)
Theorem cancellation_of_fair_draws l (h : k.-tuple T) : (l < k)%N ->
  given l (fun h' => S_from c beta l (labels c draw h')) h
  = - cbar c * beta ^+ (n * (k - l.+1)) * moment n beta.
Proof.
move=> lt_lk; rewrite /given /E mean_sum.
rewrite (eq_bigr _ (fun j le_lj => given_epoch_share h le_lj)) -mean_sum.
rewrite mean_S_from ?history_exists //; last exact: fair_labels.
by rewrite /left_over lt_lk -mulNr mulrAC.
Qed.

(** What an older epoch adds. *)
Lemma cancellation_step_of_fair_draws l (h : k.-tuple T) (lt_lk : (l < k)%N) :
    (l.+1 < k)%N ->
  given l (fun h' => epoch_share c beta (labels c draw h') (Ordinal lt_lk)) h
  = cbar c * (beta ^+ (n * (k - l.+2)) - beta ^+ (n * (k - l.+1))) * moment n beta.
Proof.
move=> older; rewrite given_epoch_share // /E mean_epoch_share ?history_exists //.
  by rewrite /left_over /= older lt_lk mulrAC.
exact: fair_labels.
Qed.

(** The newest epoch alone. *)
Lemma newest_epoch_of_fair_draws j (h : k.-tuple T) : j.+1 = k ->
  given j (fun h' => epoch_share c beta (labels c draw h') j) h = - cbar c * moment n beta.
Proof.
move=> newest; rewrite given_epoch_share // /E mean_epoch_share ?history_exists //.
  by rewrite /left_over ltn_ord newest ltnn subnn muln0 expr0 sub0r mulrN1 mulNr.
exact: fair_labels.
Qed.

End OneScheme.

(** Random reshuffling: the talk's repeated cancellation. *)
Theorem cancellation l (h : k.-tuple {perm 'I_n}) : (l < k)%N ->
  given l (fun h' => S_from c beta l (reshuffle c h')) h
  = - cbar c * beta ^+ (n * (k - l.+1)) * moment n beta.
Proof. exact: (cancellation_of_fair_draws (order_exists n) (mean_perm c)). Qed.

(** The newest epoch alone leaves [- cbar * moment]. *)
Lemma newest_epoch j (h : k.-tuple {perm 'I_n}) : j.+1 = k ->
  given j (fun h' => epoch_share c beta (reshuffle c h') j) h = - cbar c * moment n beta.
Proof. exact: (newest_epoch_of_fair_draws (order_exists n) (mean_perm c)). Qed.

(** One step of the cancellation: epoch [l] turns the power that the later epochs leave,
    [- cbar * beta^(n (k - l.+2)) * moment], into [- cbar * beta^(n (k - l.+1)) * moment]. *)
Lemma cancellation_step l (h : k.-tuple {perm 'I_n}) (lt_lk : (l < k)%N) : (l.+1 < k)%N ->
  given l (fun h' => epoch_share c beta (reshuffle c h') (Ordinal lt_lk)) h
  = cbar c * (beta ^+ (n * (k - l.+2)) - beta ^+ (n * (k - l.+1))) * moment n beta.
Proof. exact: (cancellation_step_of_fair_draws (order_exists n) (mean_perm c)). Qed.

(** Independent draws cancel just as well. *)
Theorem cancellation_with_replacement l (h : k.-tuple {ffun 'I_n -> 'I_n}) : (l < k)%N ->
  given l (fun h' => S_from c beta l (with_replacement c h')) h
  = - cbar c * beta ^+ (n * (k - l.+1)) * moment n beta.
Proof. exact: (cancellation_of_fair_draws (draws_exist n) (mean_ffun c)). Qed.

End Cancellation.
