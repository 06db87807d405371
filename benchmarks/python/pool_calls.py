"""CPython's side of tasks one by one: apply, and a number of apply_async whose results are asked for afterwards.

Prints `python.call <microseconds there and back>` and `python.submit <tasks per second>`, each the median of some laps.
"""
import multiprocessing
import statistics
import sys
import time

LAPS = 4


def square(x):
    return x * x


def calls(pool, times):
    begin = time.perf_counter()
    for i in range(times):
        if pool.apply(square, (i,)) != i * i:
            sys.exit(f"the square of {i} is wrong")
    return (time.perf_counter() - begin) * 1e6 / times


def submits(pool, times):
    begin = time.perf_counter()
    results = [pool.apply_async(square, (i,)) for i in range(times)]
    for i, result in enumerate(results):
        if result.get() != i * i:
            sys.exit(f"the square of {i} is wrong")
    return times / (time.perf_counter() - begin)


def median(lap, pool, times):
    return statistics.median([lap(pool, times) for _ in range(LAPS)][1:])


if __name__ == "__main__":
    workers, called, submitted = (int(argument) for argument in sys.argv[1:])
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        print("python.call", median(calls, pool, called))
        print("python.submit", median(submits, pool, submitted))
