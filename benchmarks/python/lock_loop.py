"""CPython's side of locks that nobody contends: a child acquires and releases one again and again.

Prints `python.lock <nanoseconds for both>`, the median of some.
"""
import multiprocessing
import statistics
import sys
import time

LAPS = 5


def measure(lock, times, took):
    for _ in range(LAPS):
        begin = time.perf_counter()
        for _ in range(times):
            lock.acquire()
            lock.release()
        took.put((time.perf_counter() - begin) * 1e9 / times)


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    lock, took = context.Lock(), context.Queue()
    child = context.Process(target=measure, args=(lock, int(sys.argv[1]), took))
    child.start()
    laps = [took.get() for _ in range(LAPS)]
    child.join()
    print("python.lock", statistics.median(laps))
