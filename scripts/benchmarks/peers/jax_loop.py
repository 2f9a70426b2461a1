"""JAX under jit on all cores: one host device for each, a loop over epochs and steps.

The steps are a loop too: unrolled, XLA computes each root's argument again from the start, and the
epoch's work grows with the square of its steps. ``wide`` lets XLA use vectors of 512 bits.
"""

from __future__ import annotations

import os

import numpy as np
from work import Formulation, Run, Work, steps

__all__ = ["FORMULATIONS"]


def _formulation(*flags: str) -> Formulation:
    def formulation(work: Work) -> Run:
        cores = os.cpu_count() or 1
        devices = max(d for d in range(1, cores + 1) if work.beta1.size % d == 0)
        os.environ["XLA_FLAGS"] = " ".join(
            (f"--xla_force_host_platform_device_count={devices}", *flags)
        )
        return _prepared(work)  # imports JAX, which reads the flags

    return formulation


def _prepared(work: Work) -> Run:
    import jax
    import jax.numpy as jnp
    from jax import lax
    from jax.sharding import Mesh, NamedSharding, PartitionSpec

    jax.config.update("jax_enable_x64", True)
    n, epochs = work.n, len(work.places)

    def simulate(beta1, beta2, sizes, places):
        rest1, rest2 = 1 - beta1, 1 - beta2

        def iteration(i, state, step, place):
            x, m, v = state
            factor = jnp.where(place == i.astype(place.dtype), float(n), -1.0)
            g = factor * jnp.minimum(x + 2, 1.0)
            m = beta1 * m + rest1 * g
            v = beta2 * v + rest2 * (g * g)
            return x - step * m / jnp.sqrt(v), m, v

        def epoch(k, state):
            step, place = sizes[k], places[k]
            return lax.fori_loop(0, n, lambda i, state: iteration(i, state, step, place), state)

        x = jnp.ones((beta1.shape[0], beta2.shape[1]))
        zero = jnp.zeros_like(x)
        return lax.fori_loop(0, epochs, epoch, (x, zero, zero))[0]

    mesh = Mesh(np.array(jax.devices()), ("rows",))
    rows, whole = PartitionSpec("rows"), PartitionSpec()
    of_places = whole if work.places.shape[1] == 1 else PartitionSpec(None, "rows")
    specs = (rows, whole, whole, of_places)
    function = jax.jit(
        jax.shard_map(simulate, mesh=mesh, in_specs=specs, out_specs=rows, check_vma=False)
    )
    arrays = (work.beta1[:, np.newaxis], work.beta2[np.newaxis], steps(work), work.places)
    placed = [
        jax.device_put(array, NamedSharding(mesh, spec))
        for array, spec in zip(arrays, specs, strict=True)
    ]
    return lambda: np.asarray(function(*placed)).ravel()


FORMULATIONS: dict[str, Formulation] = {
    "default": _formulation(),
    "wide": _formulation("--xla_cpu_prefer_vector_width=512"),
}
