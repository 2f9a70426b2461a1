"""What the reports say in every format."""

from __future__ import annotations

from colorball.certificates.verify import ClaimResult

__all__ = [
    "INTRODUCTION",
    "NOTATION",
    "certificate_path",
    "check_command",
    "kernel_words",
    "steps_heading",
    "verdict_words",
]

INTRODUCTION = (
    "The claims below are about when Adam converges and when it diverges. Some are about the "
    "color-ball models behind its convergence proof: balls with labels are drawn from a box, epoch "
    "by epoch, and their labels are added up with powers of the momentum coefficient beta as "
    "weights. The others are about Function (2), on which Adam diverges for some (beta_1, beta_2).",
    "For each claim a proof was written down as a certificate and handed to a second program, "
    "the checker, which shares no code with the first. Then a counterexample was searched for. "
    "The same search had to refute several wrong versions of the claim, the negative controls.",
    "Some claims are sampled, not proved: theory against simulation. Their certificates are "
    "records of many random runs (lanes); the checker runs some of them again and computes the "
    "confidence intervals anew. Each says how many lanes it has and how sure it is.",
)

NOTATION = (
    "n balls have the labels c_0, ..., c_{n-1}, of mean cbar. Each of k epochs draws n times; "
    "under random reshuffling, all balls once in a fresh uniform order.",
    "m_i, i = 0, ..., n-1: the sum of all labels drawn up to draw i of the newest epoch, epoch k; "
    "a label drawn d draws earlier has the weight beta^d.",
    "f_i = c_i (1 + beta + ... + beta^(nk-1)), and S = (m_0 + ... + m_{n-1}) - (f_0 + ... + "
    "f_{n-1}).",
    "F_l: all that is known after epoch l. r_0 is a constant, and r_j - r_{j-1} = s_j / sqrt(j) "
    "with a sign s_j = 1 or -1, known after epoch j-1 (predictable) or j (adapted).",
    "R_k: the most by which E[r_k S] can differ from r_0 E[S].",
    "Function (2) has n parts with minimum -2 of their sum; where x >= -1 one part has the "
    "gradient n, the others -1. With the ages d of the big gradients "
    "m = -1 + (1-beta_1)(n+1) sum beta_1^d and v = 1 + (1-beta_2)(n^2-1) sum beta_2^d; x moves by "
    "-step m/sqrt(v).",
    "D, the drift: what an epoch adds to m/sqrt(v) on average, far from the start. beta_2*: the "
    "largest beta_2 with D <= 0.",
)


def verdict_words(result: ClaimResult) -> str:
    """The verdict with its meaning, and what was expected where that differs.

    Where the claim's file expects something else than a proof, its reason is added.
    """
    words = result.verdict.message
    claim = result.claim
    if result.verdict is not claim.expected:
        words += f" ({claim.expected} is expected)"
    return f"{words}. {claim.reason}" if claim.reason else words


def kernel_words(result: ClaimResult) -> str:
    """What a proof assistant's kernel said of the claim in this run, in a sentence or two."""
    kernel = result.kernel
    if kernel is None:
        return "none; it is asked by colorball verify --kernel."
    if not kernel.checked_something:
        return "none; nothing about this claim is written for it yet."
    parts = [kernel.words]
    if kernel.theorems:
        parts.append(f"the theorems are {', '.join(kernel.theorems)}")
    if kernel.left_out and kernel.steps:
        parts.append(f"left out are {', '.join(name for name, _ in kernel.left_out)}")
    axioms = ", ".join(kernel.axioms) or "nothing"
    parts.append(f"besides Coq's logic it assumes {axioms}")
    return "; ".join((*parts, *kernel.failures)) + "."


def steps_heading(result: ClaimResult) -> str:
    """What stands above the steps: a proof, or what was done to sample the claim."""
    return "Proof" if result.claim.sample is None else "How it was sampled"


def certificate_path(name: str) -> str:
    """Where a claim's certificate is, seen from the report's folder."""
    return f"certificates/{name}.json"


def check_command(name: str) -> str:
    """How to check it again, from the report's folder."""
    return f"colorball check {certificate_path(name)}"
