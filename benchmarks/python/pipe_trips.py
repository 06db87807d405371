"""CPython's side of round trips: an int goes through a Pipe to another process and back, and each time is measured.

Prints `python.<key>.p50 <microseconds>`, and p99 and p99.9. If the key ends with "apart", each of the two is put on a core of
its own.
"""
import multiprocessing
import os
import sys
import time


def settle(apart, core):
    if apart and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})


def answer(connection, apart, times):
    settle(apart, 1)
    for _ in range(times):
        connection.send(connection.recv())


def ask(connection, number):
    begin = time.perf_counter()
    connection.send(number)
    received = connection.recv()
    took = time.perf_counter() - begin
    if received != number:
        sys.exit(f"{received} came back for {number}")
    return took * 1e6


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    key, times = sys.argv[1], int(sys.argv[2])
    apart, warm_up = key.endswith("apart"), times // 10
    here, there = context.Pipe()
    child = context.Process(target=answer, args=(there, apart, warm_up + times))
    child.start()
    settle(apart, 0)
    for i in range(warm_up):
        ask(here, i)
    took = sorted(ask(here, i) for i in range(times))
    child.join()
    for name, share in ("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999):
        print(f"python.{key}.{name}", took[int(share * times)])
