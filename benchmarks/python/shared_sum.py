"""CPython's side of sums: all elements of a shared Array of ints, without its lock.

Prints `python.sum <milliseconds>`, the median of some.
"""
import multiprocessing
import statistics
import sys
import time


def milliseconds(array):
    begin = time.perf_counter()
    sum(array)
    return 1000 * (time.perf_counter() - begin)


if __name__ == "__main__":
    array = multiprocessing.get_context("spawn").Array("i", range(int(sys.argv[1])), lock=False)
    print("python.sum", statistics.median(milliseconds(array) for _ in range(3)))
