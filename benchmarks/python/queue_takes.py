"""CPython's side of queues: processes put ints or tuples into one, all at once, and the main process takes them.

Prints `python.<queue>.<item>.<producers> <items per second>`, the median of some laps; a lap is over when the last item is
taken.
"""
import multiprocessing
import statistics
import sys
import time

LAPS = 4


def as_int(number):
    return number


def as_order(number):
    return number, 12_345_678_901, 0.75, "OFFSPRING"


ITEMS = {"int": as_int, "tuple": as_order}


def put(queue, start, item, times):
    make = ITEMS[item]
    for _ in range(LAPS):
        start.wait()
        for i in range(times):
            queue.put(make(i))


def take(queue, start, times):
    start.wait()
    begin = time.perf_counter()
    for _ in range(times):
        item = queue.get()
    return times / (time.perf_counter() - begin)


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    kind, item, producers, times = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    queue, start = getattr(context, kind)(), context.Barrier(producers + 1)
    each = times // producers
    children = [context.Process(target=put, args=(queue, start, item, each)) for _ in range(producers)]
    for child in children:
        child.start()
    laps = [take(queue, start, producers * each) for _ in range(LAPS)]
    for child in children:
        child.join()
    print(f"python.{kind}.{item}.{producers}", statistics.median(laps[1:]))
