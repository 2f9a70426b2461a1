(** * Conditional expectations given the first epochs

    [given l F] of [Model.v] is defined by a sum over the epochs after the first
    [l]. Here it is shown to be what the talk (slides "Step 1.1" and "Step 1.2")
    uses under the name [E[F | F_l]]:
    - it is known after [l] epochs ([given_known]);
    - what is known may be taken out of it ([take_out]);
    - it has the same expectation as [F], and conditioning twice is conditioning
      on the smaller number of epochs ([tower], [tower_given]);
    - hence [E (s F) = E (s E[F | F_l])] for [s] known after [l] epochs
      ([expect_known]), and no other function known after [l] epochs has this
      property ([given_unique]);
    - it is [E F] for [l = 0] and [F] for [l = k]; linear; monotone; and
      [|E[F | F_l]| <= E[|F| | F_l]].

    The set of outcomes of an epoch is any finite type. *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.
From colorball Require Import Model Finite.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** The mean over a finite type *)

Section Mean.
Variables (R : numFieldType) (U : finType).
Implicit Types (F G : U -> R) (x : R).

(** [mean_const] where the type has an element, [u]. *)
Lemma mean_constant (u : U) x : mean (fun _ : U => x) = x.
Proof. by apply: mean_const; apply/card_gt0P; exists u. Qed.

Lemma le_mean F G : (forall u, F u <= G u) -> mean F <= mean G.
Proof. by move=> FG; rewrite ler_wpmul2r ?invr_ge0 ?ler0n ?ler_sum. Qed.

Lemma mean_ge0 F : (forall u, 0 <= F u) -> 0 <= mean F.
Proof. by move=> F_ge0; rewrite divr_ge0 ?ler0n ?sumr_ge0. Qed.

Lemma norm_mean F : `|mean F| <= mean (fun u => `|F u|).
Proof.
rewrite normrM normfV normr_nat.
by rewrite ler_wpmul2r ?invr_ge0 ?ler0n // ler_norm_sum.
Qed.

(** A change of variables. *)
Lemma mean_inj (f : U -> U) F : injective f -> mean (fun u => F (f u)) = mean F.
Proof. by move=> f_inj; rewrite /mean [\sum_u F u](reindex_inj f_inj). Qed.

(** The mean of something nonnegative vanishes only with it. *)
Lemma mean_gt0 F u : (forall u, 0 <= F u) -> 0 < F u -> 0 < mean F.
Proof.
move=> F_ge0 Fu_gt0; apply: divr_gt0; last by rewrite ltr0n; apply/card_gt0P; exists u.
by rewrite (bigD1 u) //= ltr_paddr ?sumr_ge0.
Qed.

End Mean.

(** The mean over pairs is the mean of the means. *)
Lemma mean_pair (R : numFieldType) (U V : finType) (F : U -> V -> R) :
  mean (fun p => F p.1 p.2) = mean (fun u => mean (F u)).
Proof.
by rewrite /mean -mulr_suml -mulrA -invfM -natrM mulnC card_prod pair_big.
Qed.

(** ** Putting two histories together *)

Section Splice.
Variables (T : finType) (k : nat).
Implicit Types (h : k.-tuple T) (j : 'I_k) (l : nat).

Lemma tnth_splice l h h' j :
  tnth (splice l h h') j = if (j < l)%N then tnth h j else tnth h' j.
Proof. by rewrite tnth_mktuple. Qed.

Lemma splice0 h h' : splice 0 h h' = h'.
Proof. by apply: eq_from_tnth => j; rewrite tnth_splice. Qed.

Lemma splice_all l h h' : (k <= l)%N -> splice l h h' = h.
Proof.
by move=> k_le_l; apply: eq_from_tnth => j; rewrite tnth_splice (leq_trans (ltn_ord j)).
Qed.

Lemma splice_splice l l' h h' h'' :
  (l <= l')%N -> splice l' (splice l h h') h'' = splice l h (splice l' h' h'').
Proof.
move=> l_le_l'; apply: eq_from_tnth => j; rewrite !tnth_splice.
by case: (ltnP j l') => // l'_le_j; rewrite ltnNge (leq_trans l_le_l').
Qed.

(** Two histories exchange their epochs after the first [l]. *)
Definition exchange l (p : k.-tuple T * k.-tuple T) : k.-tuple T * k.-tuple T :=
  (splice l p.1 p.2, splice l p.2 p.1).

Lemma exchangeK l : involutive (exchange l).
Proof.
move=> [h h']; rewrite /exchange /=.
by congr pair; apply: eq_from_tnth => j; rewrite !tnth_splice; case: (j < l)%N.
Qed.

End Splice.

(** ** What is known after the first epochs *)

Section Known.
Variables (R : numFieldType) (T : finType) (k : nat).
Implicit Types (F G : k.-tuple T -> R) (h : k.-tuple T) (l : nat).

Lemma eq_known l F G : F =1 G -> known l F -> known l G.
Proof. by move=> FG kF h h' hh'; rewrite -!FG (kF _ _ hh'). Qed.

(** Nothing is forgotten. *)
Lemma known_le l l' F : (l <= l')%N -> known l F -> known l' F.
Proof.
by move=> l_le_l' kF h h' hh'; apply: kF => j jl; apply: hh'; apply: leq_trans l_le_l'.
Qed.

Lemma known_all F : known k F.
Proof. by move=> h h' hh'; congr F; apply: eq_from_tnth => j; apply: hh'. Qed.

Lemma known_const l x : known l (fun _ : k.-tuple T => x : R).
Proof. by []. Qed.

Lemma known_comp l (f : R -> R) F : known l F -> known l (fun h => f (F h)).
Proof. by move=> kF h h' hh'; rewrite (kF _ _ hh'). Qed.

Lemma known_opp l F : known l F -> known l (fun h => - F h).
Proof. exact: known_comp. Qed.

Lemma known_add l F G : known l F -> known l G -> known l (fun h => F h + G h).
Proof. by move=> kF kG h h' hh'; rewrite (kF _ _ hh') (kG _ _ hh'). Qed.

Lemma known_mul l F G : known l F -> known l G -> known l (fun h => F h * G h).
Proof. by move=> kF kG h h' hh'; rewrite (kF _ _ hh') (kG _ _ hh'). Qed.

Lemma known_sum (I : eqType) (r : seq I) (P : pred I) l (G : I -> k.-tuple T -> R) :
  (forall i, i \in r -> P i -> known l (G i)) ->
  known l (fun h => \sum_(i <- r | P i) G i h).
Proof.
move=> kG h h' hh'; rewrite big_seq_cond [RHS]big_seq_cond.
by apply: eq_bigr => i /andP[ri Pi]; apply: kG hh'.
Qed.

Lemma known_splice l F h h' : known l F -> F (splice l h h') = F h.
Proof. by apply=> j jl; rewrite tnth_splice jl. Qed.

End Known.

(** ** The conditional expectation *)

Section Conditional.
Variables (R : numFieldType) (T : finType) (k : nat).
Implicit Types (F G s : k.-tuple T -> R) (h : k.-tuple T) (l : nat) (x : R).

Lemma eq_given l F G : F =1 G -> given l F =1 given l G.
Proof. by move=> FG h; apply: eq_mean => h'; apply: FG. Qed.

(** [E[F | F_l]] is known after the first [l] epochs. *)
Lemma given_known l F : known l (given l F).
Proof.
move=> h1 h2 h12; apply: eq_mean => h'; congr F; apply: eq_from_tnth => j.
by rewrite !tnth_splice; case: ifP => // jl; apply: h12.
Qed.

(** What is known is its own conditional expectation. *)
Lemma given_of_known l F : known l F -> given l F =1 F.
Proof.
move=> kF h; rewrite /given /E (eq_mean (G := fun=> F h)) ?mean_constant //.
by move=> h'; apply: known_splice.
Qed.

(** What is known may be taken out. *)
Lemma take_out l s F h :
  known l s -> given l (fun h => s h * F h) h = s h * given l F h.
Proof.
by move=> ks; rewrite /given /E -mean_scale; apply: eq_mean => h'; rewrite known_splice.
Qed.

(** The tower property: the expectation of the conditional expectation is the
    expectation. Two independent histories that exchange their epochs after the
    first [l] are again two independent histories. *)
Theorem tower l F : E (given l F) = E F.
Proof.
rewrite /E -(mean_pair (fun h h' => F (splice l h h'))).
rewrite (mean_inj (fun p => F p.1) (inv_inj (exchangeK (T := T) (k := k) l))).
by rewrite (mean_pair (fun h _ => F h)); apply: eq_mean => h; apply: mean_constant.
Qed.

(** ... also given the first [l] of the first [l'] epochs. *)
Theorem tower_given l l' F h :
  (l <= l')%N -> given l (given l' F) h = given l F h.
Proof.
move=> l_le_l'; rewrite [RHS]/given -(tower l'); apply: eq_mean => h'.
by apply: eq_mean => h''; rewrite splice_splice.
Qed.

Lemma given_given l l' F h : given l (given l' F) h = given (minn l l') F h.
Proof.
case: leqP => [l_le_l'|/ltnW l'_le_l]; first exact: tower_given.
by rewrite given_of_known //; exact: known_le l'_le_l (given_known F).
Qed.

(** A factor known after [l] epochs only sees the conditional expectation. *)
Theorem expect_known l s F :
  known l s -> E (fun h => s h * F h) = E (fun h => s h * given l F h).
Proof. by move=> ks; rewrite -(tower l); apply: eq_mean => h; apply: take_out. Qed.

Lemma given_0 F h : given 0 F h = E F.
Proof. by apply: eq_mean => h'; rewrite splice0. Qed.

Lemma given_all F : given k F =1 F.
Proof. exact/given_of_known/known_all. Qed.

Lemma given_const l x : given l (fun _ : k.-tuple T => x) =1 fun=> x.
Proof. exact/given_of_known/known_const. Qed.

Lemma given_add l F G h : given l (fun h => F h + G h) h = given l F h + given l G h.
Proof. exact: mean_add. Qed.

Lemma given_scale l x F h : given l (fun h => x * F h) h = x * given l F h.
Proof. exact: mean_scale. Qed.

Lemma given_opp l F h : given l (fun h => - F h) h = - given l F h.
Proof.
by rewrite -mulN1r -given_scale; apply: eq_given => h'; rewrite mulN1r.
Qed.

Lemma given_sub l F G h : given l (fun h => F h - G h) h = given l F h - given l G h.
Proof. by rewrite given_add given_opp. Qed.

Lemma given_sum (I : Type) (r : seq I) (P : pred I) l (G : I -> k.-tuple T -> R) h :
  given l (fun h => \sum_(i <- r | P i) G i h) h = \sum_(i <- r | P i) given l (G i) h.
Proof. exact: mean_sum. Qed.

Lemma le_given l F G h : (forall h, F h <= G h) -> given l F h <= given l G h.
Proof. by move=> FG; apply: le_mean. Qed.

Lemma norm_given l F h : `|given l F h| <= given l (fun h => `|F h|) h.
Proof. exact: norm_mean. Qed.

(** More epochs known, a larger mean absolute value (Jensen). *)
Theorem expect_norm_given_le l l' F :
  (l <= l')%N -> E (fun h => `|given l F h|) <= E (fun h => `|given l' F h|).
Proof.
move=> l_le_l'; rewrite -[leRHS](tower l); apply: le_mean => h.
by rewrite -(tower_given F h l_le_l'); apply: norm_given.
Qed.

End Conditional.

(** ** The defining property, and its uniqueness *)

Section Unique.
Variables (R : numFieldType) (T : finType) (k l : nat).
Implicit Types (F G s : k.-tuple T -> R) (h : k.-tuple T).

(** Whether two histories have the same first [l] epochs. *)
Definition agree h h' : bool :=
  [forall j : 'I_k, (j < l)%N ==> (tnth h j == tnth h' j)].

Lemma agreeP h h' :
  reflect (forall j : 'I_k, (j < l)%N -> tnth h j = tnth h' j) (agree h h').
Proof.
apply: (iffP forallP) => hh' j; first by move=> jl; apply/eqP; move: (hh' j); rewrite jl.
by apply/implyP => jl; apply/eqP/hh'.
Qed.

Lemma known_agree h : known l (fun h' => (agree h h')%:R : R).
Proof.
move=> h1 h2 h12; congr (nat_of_bool _)%:R; apply: eq_forallb => j.
by case jl: (j < l)%N => //=; rewrite h12.
Qed.

Lemma expect_agree h G :
  known l G -> E (fun h' => (agree h h')%:R * G h') = G h * E (fun h' => (agree h h')%:R).
Proof.
move=> kG; rewrite /E -mean_scale; apply: eq_mean => h'.
case: agreeP => [hh'|_]; last by rewrite mul0r mulr0.
by rewrite mul1r mulr1 (kG h h').
Qed.

Lemma expect_agree_gt0 h : 0 < E (fun h' => (agree h h')%:R : R).
Proof.
apply: (mean_gt0 (u := h)) => [h'|]; first exact: ler0n.
by rewrite ltr0n lt0b; apply/agreeP.
Qed.

(** A function known after [l] epochs with [E (s G) = E (s F)] for every [s]
    known after [l] epochs is the conditional expectation of [F]. *)
Theorem given_unique F G :
    known l G -> (forall s, known l s -> E (fun h => s h * G h) = E (fun h => s h * F h)) ->
  G =1 given l F.
Proof.
move=> kG GF h; have E_neq0 := lt0r_neq0 (expect_agree_gt0 h).
apply: (mulIf E_neq0); rewrite -expect_agree // GF; last exact: known_agree.
by rewrite (expect_known _ (known_agree h)) expect_agree //; apply: given_known.
Qed.

End Unique.
