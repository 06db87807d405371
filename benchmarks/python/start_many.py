"""CPython's side of `start`: many processes of an empty target with the spawn method, from a parent that has begun.

Prints `python.sequence <ms>` (one after the other) and `python.crowd <ms>` (all at once).
"""
import multiprocessing
import sys
import time


def empty():
    pass


def join(process):
    process.join()
    if process.exitcode != 0:
        sys.exit(f"the child ended with {process.exitcode}")


def start(context):
    process = context.Process(target=empty)
    process.start()
    return process


if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    count = int(sys.argv[1])
    join(start(spawn))
    begin = time.perf_counter()
    for _ in range(count):
        join(start(spawn))
    print("python.sequence", (time.perf_counter() - begin) * 1e3)
    begin = time.perf_counter()
    for process in [start(spawn) for _ in range(count)]:
        join(process)
    print("python.crowd", (time.perf_counter() - begin) * 1e3)
