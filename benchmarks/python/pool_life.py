"""CPython's side of a pool that is made, used once and closed, with the spawn method.

Prints `python.pool.first <milliseconds>` (the first of the parent's life) and `python.pool` (median of those after it).
"""
import multiprocessing
import statistics
import sys
import time


def square(x):
    return x * x


def milliseconds(context, workers):
    begin = time.perf_counter()
    pool = context.Pool(workers)
    squares = pool.map(square, range(workers))
    pool.close()
    pool.join()
    took = (time.perf_counter() - begin) * 1e3
    if squares[-1] != (workers - 1) ** 2:
        sys.exit(f"the last square is {squares[-1]}")
    return took


if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    workers, times = (int(argument) for argument in sys.argv[1:])
    print("python.pool.first", milliseconds(spawn, workers))
    milliseconds(spawn, workers)
    print("python.pool", statistics.median(milliseconds(spawn, workers) for _ in range(times)))
