"""CPython's side of long messages: bytes go through a Pipe to another process and back.

Prints `python.echo.bytes <microseconds>` for send_bytes and recv_bytes, and `python.echo.buffer` for send_bytes and
recv_bytes_into, each the median of some laps.
"""
import multiprocessing
import statistics
import sys
import time

LAPS = 5


def answer(connection, size, times):
    for _ in range(LAPS * times):
        connection.send_bytes(connection.recv_bytes())
    buffer = bytearray(size)
    for _ in range(LAPS * times):
        connection.recv_bytes_into(buffer)
        connection.send_bytes(buffer)


def microseconds(trip, times):
    laps = []
    for _ in range(LAPS):
        begin = time.perf_counter()
        for _ in range(times):
            trip()
        laps.append((time.perf_counter() - begin) * 1e6 / times)
    return statistics.median(laps[1:])


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    size, times = int(sys.argv[1]), int(sys.argv[2])
    here, there = context.Pipe()
    child = context.Process(target=answer, args=(there, size, times))
    child.start()
    message, buffer = bytes(size), bytearray(size)

    def with_bytes():
        here.send_bytes(message)
        if len(here.recv_bytes()) != size:
            sys.exit("a message came back cut")

    def with_buffer():
        here.send_bytes(message)
        if here.recv_bytes_into(buffer) != size:
            sys.exit("a message came back cut")

    print("python.echo.bytes", microseconds(with_bytes, times))
    print("python.echo.buffer", microseconds(with_buffer, times))
    child.join()
