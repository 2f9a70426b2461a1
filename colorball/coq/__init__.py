"""Claims and certificates for Coq: what its kernel is given, and what it says."""
