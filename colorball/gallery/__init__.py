"""Full-batch methods side by side: one function, many optimizers, every gradient counted."""
