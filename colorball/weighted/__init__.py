"""Color balls of the 2nd kind: the sum ``S`` weighted by a sequence ``r_k`` that depends on it."""
