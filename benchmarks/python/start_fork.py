"""CPython's side of warm starts: from start to the target's first line with the fork method, and start and join with a fork server.

Each has a pause before it, as ours has; then they follow one another.

Prints `python.fork.first <ms>` and `python.forkserver.start <ms>`, and `python.fork.row.first <ms>` and
`python.forkserver.row.start <ms>` without the pauses, medians.
"""

import multiprocessing
import statistics
import sys
import time


PAUSE = 0.7


def first(value):
    value.value = time.monotonic_ns()


def empty():
    pass


def first_line(context, pause):
    value = context.Value("q", 0)
    time.sleep(pause)
    begin = time.monotonic_ns()
    process = context.Process(target=first, args=(value,))
    process.start()
    process.join()
    return (value.value - begin) / 1e6


def start_and_join(context, pause):
    time.sleep(pause)
    begin = time.perf_counter()
    process = context.Process(target=empty)
    process.start()
    process.join()
    return (time.perf_counter() - begin) * 1e3


if __name__ == "__main__":
    times = int(sys.argv[1])
    fork = multiprocessing.get_context("fork")
    first_line(fork, PAUSE)
    print("python.fork.first", statistics.median(first_line(fork, PAUSE) for _ in range(times)))
    print("python.fork.row.first", statistics.median(first_line(fork, 0) for _ in range(times)))
    server = multiprocessing.get_context("forkserver")
    start_and_join(server, PAUSE)
    print("python.forkserver.start", statistics.median(start_and_join(server, PAUSE) for _ in range(times)))
    print("python.forkserver.row.start", statistics.median(start_and_join(server, 0) for _ in range(times)))
