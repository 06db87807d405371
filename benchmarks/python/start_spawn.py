"""CPython's side of `start`: start and join of an empty target with the spawn method, from a parent that has begun.

Prints `python.first <ms>` (the first start of the parent's life) and `python.start <ms>` (median of those after it).
"""
import multiprocessing
import statistics
import sys
import time


def empty():
    pass


def start_and_join(context):
    begin = time.perf_counter()
    process = context.Process(target=empty)
    process.start()
    process.join()
    took = (time.perf_counter() - begin) * 1e3
    if process.exitcode != 0:
        sys.exit(f"the child ended with {process.exitcode}")
    return took


if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    times = int(sys.argv[1])
    print("python.first", start_and_join(spawn))
    start_and_join(spawn)
    print("python.start", statistics.median(start_and_join(spawn) for _ in range(times)))
