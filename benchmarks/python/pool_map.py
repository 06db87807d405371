"""CPython's side of maps: a tiny function over ints, one at a time and in chunks of the size that Pool chooses.

Prints `python.map.one <tasks per second>` and `python.map.auto`, each the median of some laps.
"""
import multiprocessing
import statistics
import sys
import time

LAPS = 4


def square(x):
    return x * x


def per_second(pool, times, **chunks):
    laps = []
    for _ in range(LAPS):
        begin = time.perf_counter()
        squares = pool.map(square, range(times), **chunks)
        laps.append(times / (time.perf_counter() - begin))
        if squares[-1] != (times - 1) ** 2:
            sys.exit(f"the last square is {squares[-1]}")
    return statistics.median(laps[1:])


if __name__ == "__main__":
    workers, few, many = (int(argument) for argument in sys.argv[1:])
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        print("python.map.one", per_second(pool, few, chunksize=1))
        print("python.map.auto", per_second(pool, many))
