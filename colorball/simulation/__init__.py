"""Many trajectories at once: lanes, random numbers, engines, observables."""
