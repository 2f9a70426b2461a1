"""The color-ball model over Coq's rational numbers, for what is recomputed by enumeration."""

from __future__ import annotations

__all__ = ["PRELUDE"]

PRELUDE = r"""(** ** Small instances of the model, by enumeration *)

Require Import ZArith QArith Qabs List Bool.
Import ListNotations.

Module Model.
Open Scope Q_scope.

Inductive sampling := reshuffle | with_replacement | shuffle_once | cyclic.
Inductive filtration := predictable | adapted.

Definition add (x y : Q) : Q := Qred (x + y).
Definition times (x y : Q) : Q := Qred (x * y).
Definition total (l : list Q) : Q := fold_left add l 0.
Definition mean (l : list Q) : Q := times (total l) (1 # Pos.of_nat (length l)).
Fixpoint power (x : Q) (m : nat) : Q :=
  match m with O => 1 | S p => times x (power x p) end.

(* each element of a list with all others *)
Fixpoint choices (l : list nat) : list (nat * list nat) :=
  match l with
  | nil => nil
  | x :: rest => (x, rest) :: map (fun c => (fst c, x :: snd c)) (choices rest)
  end.

(* the orders of m balls *)
Fixpoint orders_of (m : nat) (l : list nat) : list (list nat) :=
  match m with
  | O => [nil]
  | S p => flat_map (fun c => map (cons (fst c)) (orders_of p (snd c))) (choices l)
  end.
Definition orders (n : nat) : list (list nat) := orders_of n (seq 0 n).

(* the lists of k elements, with repeats *)
Fixpoint tuples {T : Type} (k : nat) (l : list T) : list (list T) :=
  match k with
  | O => [nil]
  | S p => flat_map (fun x => map (cons x) (tuples p l)) l
  end.

(* The equally likely sequences: for each epoch the balls in the order in which they are drawn. *)
Definition sequences (s : sampling) (n k : nat) : list (list (list nat)) :=
  match s with
  | reshuffle => tuples k (orders n)
  | with_replacement => tuples k (tuples n (seq 0 n))
  | shuffle_once => map (fun order => repeat order k) (orders n)
  | cyclic => [repeat (seq 0 n) k]
  end.

Section Instance.
Variables (labels : list Q) (k : nat) (beta : Q).
Let n : nat := length labels.

(* the label of the ball that a sequence draws in epoch j = 1..k at position q *)
Definition label (draws : list (list nat)) (j q : nat) : Q :=
  nth (nth q (nth (j - 1) draws nil) 0%nat) labels 0.

(* whether draw (j, q) has happened when step i of epoch k is done *)
Definition drawn (j q i : nat) : bool := (j <? k)%nat || (q <=? i)%nat.

Definition momentum (draws : list (list nat)) (i : nat) : Q :=
  total (flat_map (fun j => map (fun q =>
    if drawn j q i then times (power beta (n * (k - j) + i - q)) (label draws j q) else 0)
    (seq 0 n)) (seq 1 k)).

(* the sum over i of f_i *)
Definition gradients (epochs : nat) : Q :=
  times (total labels) (total (map (power beta) (seq 0 (n * epochs)))).

(* S = sum_i m_i - sum_i f_i *)
Definition S (draws : list (list nat)) : Q :=
  add (total (map (momentum draws) (seq 0 n))) (- gradients k).

Definition all_S (s : sampling) : list Q := map S (sequences s n k).

Definition E_S (s : sampling) : Q := mean (all_S s).

(* The sum of t beta^t over t = 1..n-1. *)
Definition moment : Q :=
  total (map (fun t => times (inject_Z (Z.of_nat t)) (power beta t)) (seq 1 (n - 1))).

(* Lemma A.1: -cbar beta^(n (k-1)) moment *)
Definition lemma_a1 : Q :=
  times (- mean labels) (times (power beta (n * (k - 1))) moment).

Fixpoint same (l m : list nat) : bool :=
  match l, m with
  | nil, nil => true
  | x :: l', y :: m' => (x =? y)%nat && same l' m'
  | _, _ => false
  end.
Fixpoint same_history (l m : list (list nat)) : bool :=
  match l, m with
  | nil, nil => true
  | x :: l', y :: m' => same x y && same_history l' m'
  | _, _ => false
  end.

(* each history once, in the order of the list *)
Fixpoint distinct (seen l : list (list (list nat))) : list (list (list nat)) :=
  match l with
  | nil => nil
  | h :: rest =>
      if existsb (same_history h) seen then distinct seen rest
      else h :: distinct (h :: seen) rest
  end.
Definition histories (s : sampling) (known : nat) : list (list (list nat)) :=
  distinct nil (map (firstn known) (sequences s n k)).

(* for each history of so many epochs the sum of S over the sequences that go on from it *)
Definition shares (s : sampling) (known : nat) : list Q :=
  let sums := map (fun draws => (firstn known draws, S draws)) (sequences s n k) in
  map (fun h =>
    times (total (map snd (filter (fun p => same_history h (fst p)) sums)))
      (1 # Pos.of_nat (length sums)))
    (histories s known).

Definition greater (x y : Q) : Q := if Qle_bool x y then y else x.

(* the largest of the sums of s_h share_h over all signs s_h *)
Definition best (values : list Q) : Q :=
  fold_left greater
    (map (fun signs => total (map (fun p => times (fst p) (snd p)) (combine signs values)))
      (tuples (length values) [-(1); 1]))
    (total (map (fun value => - value) values)).

(* For l = 1..k the largest E[s_l S] over all signs s_l known by F_{l-1}, or by F_l. *)
Definition terms (s : sampling) (f : filtration) : list Q :=
  map (fun l => best (shares s (match f with predictable => l - 1 | adapted => l end)%nat))
    (seq 1 k).

(* Of two epochs: the mean of what the newest adds, given each possible first epoch. *)
Definition newest_shares (s : sampling) : list Q :=
  map (fun h =>
    mean (map (fun draws =>
      add (total (flat_map (fun i => map (fun q =>
        times (power beta (i - q)) (label draws 2 q)) (seq 0 (i + 1))) (seq 0 n)))
        (- gradients 1))
      (filter (fun draws => same_history h (firstn 1 draws)) (sequences s n k))))
    (histories s 1).
Definition newest_share_a1 (s : sampling) : list Q :=
  map (fun _ => times (- mean labels) moment) (histories s 1).

(* S for one order in all epochs: -beta^(n (k-1)) sum_q c (beta^(n-q) + ... + beta^(n-1)) *)
Definition S_one_order (draws : list (list nat)) : Q :=
  times (- power beta (n * (k - 1)))
    (total (map (fun q =>
      times (label draws 1 q) (total (map (power beta) (seq (n - q) q)))) (seq 0 n))).
Definition all_S_one_order (s : sampling) : list Q := map S_one_order (sequences s n k).

(* Two opposite labels: 0, then beta^(2 (k-l+1)) (1-beta^2) |c_0 - c_1| / (2 beta), l = 2..k. *)
Definition two_ball_terms : list Q :=
  0 :: map (fun l =>
    Qred (power beta (2 * (k - l + 1)) * (1 - beta * beta)
      * Qabs (nth 0 labels 0 - nth 1 labels 0) / (2 * beta))) (seq 2 (k - 1)).
End Instance.
End Model.
"""
