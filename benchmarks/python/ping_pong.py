"""CPython's side of ping-pong: two processes wait for each other by a pair of Events.

Prints `python.pingpong <microseconds there and back>`, the median of some.
"""
import multiprocessing
import statistics
import sys
import time

LAPS = 5


def ping(here, there, times, took):
    for _ in range(LAPS):
        begin = time.perf_counter()
        for _ in range(times):
            there.set()
            here.wait()
            here.clear()
        took.put((time.perf_counter() - begin) * 1e6 / times)


def pong(here, there, times):
    for _ in range(LAPS * times):
        here.wait()
        here.clear()
        there.set()


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    times = int(sys.argv[1])
    first, second, took = context.Event(), context.Event(), context.Queue()
    children = [
        context.Process(target=pong, args=(second, first, times)),
        context.Process(target=ping, args=(first, second, times, took)),
    ]
    for child in children:
        child.start()
    laps = [took.get() for _ in range(LAPS)]
    for child in children:
        child.join()
    print("python.pingpong", statistics.median(laps[1:]))
