(** * The color-ball model: definitions only.

    A box holds [n] balls with labels [c : 'I_n -> R]; there are [k] epochs.
    The talk counts epochs [1..k]; here [j : 'I_k] is the talk's epoch [j + 1],
    so the talk's exponent [n (k - j)] reads [n * (k - j.+1)].

    An epoch's outcome is an element of a finite type [T], all outcomes equally
    likely, and [draw t q] is the ball that outcome [t] puts at position [q]:
    - random reshuffling: [T = {perm 'I_n}], [draw t q = t q];
    - with replacement:   [T = {ffun 'I_n -> 'I_n}], [draw t q = t q];
    - fixed cyclic order: [T = unit], [draw t q = q].
    A history is a tuple of [k] outcomes. *)

From mathcomp Require Import all_ssreflect fingroup perm all_algebra.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Expectations: normalised sums over finite types *)

Section Expectation.
Variable R : numFieldType.

(** The mean of [F] over a finite type, all elements equally likely. *)
Definition mean (U : finType) (F : U -> R) : R := (\sum_u F u) / #|U|%:R.

Variables (T : finType) (k : nat).

(** The expectation over all histories of [k] epochs. *)
Definition E (F : k.-tuple T -> R) : R := mean F.

(** The first [l] epochs of [h], the later ones of [h']. *)
Definition splice (l : nat) (h h' : k.-tuple T) : k.-tuple T :=
  [tuple if (j < l)%N then tnth h j else tnth h' j | j < k].

(** [E[F | F_l]]: the expectation over the epochs after the first [l], which
    are those of [h]. *)
Definition given (l : nat) (F : k.-tuple T -> R) (h : k.-tuple T) : R :=
  E (fun h' => F (splice l h h')).

(** [F] is known after the first [l] epochs: it is [F_l]-measurable. *)
Definition known (l : nat) (F : k.-tuple T -> R) : Prop :=
  forall h h', (forall j : 'I_k, (j < l)%N -> tnth h j = tnth h' j) -> F h = F h'.

End Expectation.

(** ** The sum [S] of momenta minus gradients *)

Section Sums.
Variables (R : numFieldType) (n k : nat) (c : 'I_n -> R) (beta : R).

Implicit Types (a : 'I_k -> 'I_n -> R) (i : 'I_n) (j : 'I_k).

(** Whether draw [(j, q)] has happened when step [i] of the last epoch is done. *)
Definition drawn j (q i : 'I_n) : bool := (j.+1 < k)%N || (q <= i)%N.

(** The share of epoch [j] in the momentum [m_i]; [a j q] is the label drawn. *)
Definition m_share a j i : R :=
  \sum_(q < n | drawn j q i) beta ^+ (n * (k - j.+1) + i - q) * a j q.

(** The share of epoch [j] in [f_i]. *)
Definition f_share j i : R :=
  c i * \sum_(n * (k - j.+1) <= t < n * (k - j)) beta ^+ t.

Definition m a i : R := \sum_(j < k) m_share a j i.
Definition f i : R := c i * \sum_(0 <= t < n * k) beta ^+ t.

Definition S a : R := \sum_(i < n) m a i - \sum_(i < n) f i.

(** The shares of the epochs from [l] on (the talk's [l + 1], ..., [k]). *)
Definition S_from (l : nat) a : R :=
  \sum_(j < k | (l <= j)%N) \sum_(i < n) (m_share a j i - f_share j i).

(** The mean label. *)
Definition cbar : R := mean c.

(** The sum [1 beta + 2 beta^2 + ... + (n-1) beta^(n-1)]. *)
Definition moment : R := \sum_(1 <= j < n) j%:R * beta ^+ j.

End Sums.

(** ** Sampling schemes *)

Section Schemes.
Variables (R : numFieldType) (n k : nat) (c : 'I_n -> R).

(** The labels that a history draws. *)
Definition labels (T : finType) (draw : T -> 'I_n -> 'I_n) (h : k.-tuple T)
    (j : 'I_k) (q : 'I_n) : R := c (draw (tnth h j) q).

(** A fresh order of all balls in every epoch. *)
Definition reshuffle : k.-tuple {perm 'I_n} -> 'I_k -> 'I_n -> R :=
  labels (fun (pi : {perm 'I_n}) q => pi q).

(** Independent draws. *)
Definition with_replacement : k.-tuple {ffun 'I_n -> 'I_n} -> 'I_k -> 'I_n -> R :=
  labels (fun (t : {ffun 'I_n -> 'I_n}) q => t q).

(** The given order in every epoch; nothing is random. *)
Definition cyclic : k.-tuple unit -> 'I_k -> 'I_n -> R := labels (fun _ q => q).

(** One random order for all epochs. *)
Definition shuffle_once (pi : {perm 'I_n}) (_ : 'I_k) (q : 'I_n) : R := c (pi q).

End Schemes.
