"""A process that does the work whenever it is asked: ``worker.py MODULE NAME WORK RESULT``.

Each formulation has a process of its own, because JAX reads its flags when it is imported, and
because thread pools of several libraries in one process disturb each other. It answers ``ready``
after the first run, of which it saves x, and then to each line of its input with the seconds of one
more run, and the processor time of all its threads.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from pathlib import Path

import numpy as np
from work import load


def main() -> None:
    module, name, work, result = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print must not be taken for an answer
    try:
        run = importlib.import_module(module).FORMULATIONS[name](load(Path(work)))
    except ImportError as error:
        print(f"missing: {error}", file=answers, flush=True)
        return
    try:
        np.save(result, run())
    except Exception as error:  # such as torch.compile without a C++ compiler
        text = str(error).strip() or type(error).__name__
        print(f"failed: {text.splitlines()[0]}", file=answers, flush=True)
        return
    print("ready", file=answers, flush=True)
    for _ in sys.stdin:
        start, busy = time.perf_counter(), time.process_time()
        run()
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        print(seconds, busy, file=answers, flush=True)


if __name__ == "__main__":
    main()
