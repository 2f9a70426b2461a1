"""The drift in ways that share nothing with the package: Adam run, and plain quadrature."""

import functools
import itertools
import math

import numpy as np
import pytest


def ran(n, beta1, beta2, epochs):
    """Adam on all position sequences from ``epochs`` epochs ago: bounds of the drift.

    The stationary m lies in [-1, n] and v in [1, n^2], so these are where both are started.
    """
    sequences = np.array(list(itertools.product(range(n), repeat=epochs)))
    m, v = [-1.0, float(n)], [1.0, float(n * n)]
    low = high = 0.0
    for epoch in range(epochs):
        for i in range(n):
            g = np.where(sequences[:, epoch] == i, n, -1)
            m = [beta1 * each + (1 - beta1) * g for each in m]
            v = [beta2 * each + (1 - beta2) * g**2 for each in v]
            if epoch == epochs - 1:
                low += np.mean(m[0] / np.sqrt(np.where(m[0] < 0, v[0], v[1])))
                high += np.mean(m[1] / np.sqrt(np.where(m[1] < 0, v[1], v[0])))
    return low - 1e-11, high + 1e-11


def ran_with_replacement(n, beta1, beta2, steps):
    """The same when every draw is independent: n times what the last step moves."""
    big = np.array(list(itertools.product((False, True), repeat=steps)))
    weight = np.prod(np.where(big, 1 / n, 1 - 1 / n), axis=1)
    m, v = [-1.0, float(n)], [1.0, float(n * n)]
    for step in range(steps):
        g = np.where(big[:, step], n, -1)
        m = [beta1 * each + (1 - beta1) * g for each in m]
        v = [beta2 * each + (1 - beta2) * g**2 for each in v]
    low = n * (weight * m[0] / np.sqrt(np.where(m[0] < 0, v[0], v[1]))).sum()
    high = n * (weight * m[1] / np.sqrt(np.where(m[1] < 0, v[1], v[0]))).sum()
    return low - 1e-11, high + 1e-11


def complex_drift(n, beta1, beta2, epochs):
    """The drift at complex betas, from all position sequences, m and v started at their means."""
    sequences = np.array(list(itertools.product(range(n), repeat=epochs)))
    m, v = complex(1 / n), complex(n + 1 - 1 / n)
    total = 0
    for epoch in range(epochs):
        for i in range(n):
            g = np.where(sequences[:, epoch] == i, n, -1)
            m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
            if epoch == epochs - 1:
                total += np.mean(m / np.sqrt(v))
    return total


@functools.cache
def quadrature():
    """On [0, 6.4], beyond which e^(-u^2) is below 1e-17."""
    nodes, weights = np.polynomial.legendre.leggauss(120)
    return 3.2 * (nodes + 1), 3.2 * weights


def integrated(n, beta1, beta2):
    """The drift in floats: Gauss-Legendre for the Laplace transform, all epochs one by one."""
    c = (1 - beta2) * (n * n - 1)
    u, weights = quadrature()
    t = (c * u * u)[:, None]
    ages = n + 1 if beta2 == 0 else n + int(math.log(1e-16 / (1 + c * 41)) / math.log(beta2)) + 1
    epochs = ages // n + 1
    d = np.arange(n * (epochs + 1))
    phi = np.exp(-t * beta2**d)
    zero = np.zeros((len(u), 1))
    sums = np.concatenate([zero, np.cumsum(phi, axis=1)], axis=1)
    marked = np.concatenate([zero, np.cumsum(phi * beta1**d, axis=1)], axis=1)
    total = 0
    for i in range(n):
        begin = np.arange(i + 1, i + 1 + n * epochs, n)[:epochs]
        begin = begin[begin + n < sums.shape[1]]
        windows = sums[:, begin + n] - sums[:, begin]
        means = marked[:, begin + n] - marked[:, begin]
        running = sums[:, i + 1] + (n - 1 - i)
        product = running / n * np.prod(windows / n, axis=1)
        ratio = marked[:, i + 1] / running + (means / windows).sum(axis=1)
        left = beta1 ** (begin[-1] + n) / n / (1 - beta1)  # of epochs so old that v is known
        total += product * (-1 + (1 - beta1) * (n + 1) * (ratio + left))
    return 2 / math.sqrt(math.pi) * float((weights * np.exp(-u * u) * total).sum())


@pytest.fixture(scope="session")
def literal():
    return ran


@pytest.fixture(scope="session")
def literal_with_replacement():
    return ran_with_replacement


@pytest.fixture(scope="session")
def complex_literal():
    return complex_drift


@pytest.fixture(scope="session")
def float_drift():
    return integrated
