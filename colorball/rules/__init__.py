"""Update rules: one file each, one shape for all, one description for every engine."""
