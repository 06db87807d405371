"""CPython's side of round trips: an int goes through a Pipe to another process and back, and each time is measured.

Prints `python.trip.p50 <microseconds>`, and p99 and p99.9.
"""
import multiprocessing
import sys
import time


def answer(connection, times):
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
    times = int(sys.argv[1])
    warm_up = times // 10
    here, there = context.Pipe()
    child = context.Process(target=answer, args=(there, warm_up + times))
    child.start()
    for i in range(warm_up):
        ask(here, i)
    took = sorted(ask(here, i) for i in range(times))
    child.join()
    for name, share in ("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999):
        print(f"python.trip.{name}", took[int(share * times)])
