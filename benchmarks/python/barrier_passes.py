"""CPython's side of barriers: processes pass one Barrier again and again.

Prints `python.barrier <milliseconds for all passes>`, the median of some, each over the slowest process's time.
"""
import multiprocessing
import statistics
import sys
import time

LAPS = 4


def measure(barrier, times, took):
    laps = []
    for _ in range(LAPS):
        begin = time.perf_counter()
        for _ in range(times):
            barrier.wait()
        laps.append((time.perf_counter() - begin) * 1e3)
    took.put(laps)


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    processes, times = int(sys.argv[1]), int(sys.argv[2])
    barrier, took = context.Barrier(processes), context.Queue()
    children = [context.Process(target=measure, args=(barrier, times, took)) for _ in range(processes)]
    for child in children:
        child.start()
    laps = [took.get() for _ in children]
    for child in children:
        child.join()
    print("python.barrier", statistics.median(max(lap) for lap in list(zip(*laps))[1:]))
