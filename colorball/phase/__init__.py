"""The phase boundary: where Adam diverges on Function (2), with rigorous enclosures."""
