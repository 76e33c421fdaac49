"""Takes a sample for each line read, "numpy K N" or "cpython K N", and answers with seconds: elapsed, on the processor."""
import random
import sys
import time


def numpy_sample(items, limit):
    global generator
    if generator is None:
        import numpy

        generator = numpy.random.default_rng(1)
    return generator.choice(limit, items, replace=False)


def cpython_sample(items, limit):
    return random.sample(range(limit), items)


def versions():
    try:
        import numpy

        found = numpy.__version__
    except ImportError:
        found = "none"
    return f"{sys.version.split()[0]} {found}"


generator = None
peers = {"numpy": numpy_sample, "cpython": cpython_sample}
print(versions(), flush=True)
for line in sys.stdin:
    name, items, limit = line.split()
    elapsed, processor = time.perf_counter(), time.process_time()
    sample = peers[name](int(items), int(limit))
    print(time.perf_counter() - elapsed, time.process_time() - processor, flush=True)
    del sample
