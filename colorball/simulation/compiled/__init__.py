"""The compiled engine: numba, blocks of lanes that LLVM turns into vector instructions."""
