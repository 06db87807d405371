"""CPython's side of atomic adds: two processes add 1 to one Value under its lock.

Prints `python.adds <additions per second>`, both processes together, counted over the slower one's time.
"""
import multiprocessing
import sys
import time


def add(value, barrier, times, took):
    barrier.wait()
    begin = time.perf_counter()
    for _ in range(times):
        with value.get_lock():
            value.value += 1
    took.put(time.perf_counter() - begin)


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    processes, times = 2, int(sys.argv[1])
    value, barrier, took = context.Value("i", 0), context.Barrier(processes), context.Queue()
    children = [context.Process(target=add, args=(value, barrier, times, took)) for _ in range(processes)]
    for child in children:
        child.start()
    slowest = max(took.get() for _ in children)
    for child in children:
        child.join()
    if value.value != processes * times:
        sys.exit(f"{processes * times - value.value} additions were lost")
    print("python.adds", processes * times / slowest)
