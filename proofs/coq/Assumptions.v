(** * What the theorems assume: nothing.

    [make] compares what this prints with [Assumptions.expected]. *)

From colorball Require Finite Cancellation LemmaA1 Schemes Controls Conditional.
From colorball Require Radius LemmaA2 LemmaA2Controls Variance Noise RootSums Rate Order RateControls.


(** ** [Cancellation] *)

Print Assumptions Cancellation.cancellation_of_fair_draws.
Print Assumptions Cancellation.cancellation.
Print Assumptions Cancellation.cancellation_with_replacement.

(** ** [LemmaA1] *)

Print Assumptions LemmaA1.lemma_a1_of_fair_draws.
Print Assumptions LemmaA1.lemma_a1.
Print Assumptions LemmaA1.lemma_a1_with_replacement.
Print Assumptions LemmaA1.lemma_a1_shuffle_once.
Print Assumptions LemmaA1.lemma_a1_two_balls.

(** ** [Schemes] *)

Print Assumptions Schemes.shuffle_once_shares.
Print Assumptions Schemes.shuffle_once_formula.
Print Assumptions Schemes.cyclic_shares.
Print Assumptions Schemes.cyclic_formula.
Print Assumptions Schemes.cyclic_refutes_a1.
Print Assumptions Schemes.cyclic_refutes_cancellation.
Print Assumptions Schemes.shuffle_once_refutes_cancellation.

(** ** [Controls] *)

Print Assumptions Controls.wrong_exponent.
Print Assumptions Controls.wrong_epochs.
Print Assumptions Controls.wrong_last_term.
Print Assumptions Controls.wrong_factor.
Print Assumptions Controls.wrong_sign.
Print Assumptions Controls.wrong_mean.
Print Assumptions Controls.wrong_two_balls.
Print Assumptions Controls.wrong_absolute_value.
Print Assumptions Controls.wrong_scheme.
Print Assumptions Controls.wrong_cancellation.
Print Assumptions Controls.wrong_cancellation_scheme.

(** ** [Conditional] *)

Print Assumptions Conditional.tower.
Print Assumptions Conditional.tower_given.
Print Assumptions Conditional.expect_known.
Print Assumptions Conditional.expect_norm_given_le.
Print Assumptions Conditional.given_unique.

(** ** [Radius] *)

Print Assumptions Radius.weighted_expectation.
Print Assumptions Radius.radius_attained.
Print Assumptions Radius.radius_attained_below.
Print Assumptions Radius.radius_bounds.
Print Assumptions Radius.lemma_a2_identity.
Print Assumptions Radius.lemma_a2.
Print Assumptions Radius.radius_le.
Print Assumptions Radius.predictable_le_adapted.
Print Assumptions Radius.radius_le_norm.

(** ** [LemmaA2] *)

Print Assumptions LemmaA2.lemma_a2_identity_predictable.
Print Assumptions LemmaA2.lemma_a2_identity_adapted.
Print Assumptions LemmaA2.lemma_a2_scheme.
Print Assumptions LemmaA2.lemma_a2_predictable.
Print Assumptions LemmaA2.lemma_a2_adapted.
Print Assumptions LemmaA2.lemma_a2_shuffle_once.
Print Assumptions LemmaA2.lemma_a2_predictable_root_weights.
Print Assumptions LemmaA2.lemma_a2_adapted_root_weights.
Print Assumptions LemmaA2.lemma_a2_predictable_roots.
Print Assumptions LemmaA2.lemma_a2_adapted_roots.

(** ** [LemmaA2Controls] *)

Print Assumptions LemmaA2Controls.noise_is_not_dropped_predictable.
Print Assumptions LemmaA2Controls.noise_is_not_dropped_adapted.
Print Assumptions LemmaA2Controls.predictable_radius_not_for_adapted.
Print Assumptions LemmaA2Controls.half_the_predictable_radius.
Print Assumptions LemmaA2Controls.half_the_adapted_radius.
Print Assumptions LemmaA2Controls.weights_must_not_look_ahead.

(** ** [Variance] *)

Print Assumptions Variance.variance_of_positions.

(** ** [Noise] *)

Print Assumptions Noise.given_S_older.
Print Assumptions Noise.variance_given_older.
Print Assumptions Noise.variance_given_all.

(** ** [Rate] *)

Print Assumptions Rate.lemma_a2_rate.
Print Assumptions Rate.lemma_a2_rate_adapted.
Print Assumptions Rate.lemma_a2_order.
Print Assumptions Rate.lemma_a2_order_adapted.

(** ** [Order] *)

Print Assumptions Order.rate_at_least.
Print Assumptions Order.rate_is_exact.

(** ** [RateControls] *)

Print Assumptions RateControls.half_the_constant_is_wrong.
Print Assumptions RateControls.order_one_over_k_is_wrong.
Print Assumptions RateControls.one_epoch_more_is_wrong.
Print Assumptions RateControls.without_noise_is_wrong.
Print Assumptions RateControls.constant_for_adapted_is_wrong.
Print Assumptions RateControls.without_drift_is_wrong.
