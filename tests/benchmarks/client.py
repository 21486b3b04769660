"""A load generator for machines without wrk: `python -m tests.benchmarks.client URL 8 2` prints
how many times the address was answered with 200 over 8 connections in 2 seconds."""

import asyncio
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from urllib.parse import SplitResult, urlsplit

PROCESSES = 2


def main(argv: list[str]) -> None:
    url, connections, seconds = argv[0], int(argv[1]), float(argv[2])
    shares = [connections // PROCESSES + (n < connections % PROCESSES) for n in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        counts = pool.map(ask_all, [url] * PROCESSES, shares, [seconds] * PROCESSES)
        print(sum(counts))


def ask_all(url: str, connections: int, seconds: float) -> int:
    return asyncio.run(_ask_all(urlsplit(url), connections, time.monotonic() + seconds))


async def _ask_all(url: SplitResult, connections: int, end: float) -> int:
    return sum(await asyncio.gather(*(_ask(url, end) for _ in range(connections))))


async def _ask(url: SplitResult, end: float) -> int:
    """One connection, kept alive, one request after the other until time is up."""
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    path = f"{url.path}?{url.query}" if url.query else url.path
    request = f"GET {path} HTTP/1.1\r\nHost: {url.netloc}\r\n\r\n".encode()
    answered = 0
    while time.monotonic() < end:
        writer.write(request)
        await _read(reader)
        answered += 1
    writer.close()
    return answered


async def _read(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if " 200 " not in head.partition("\r\n")[0]:
        raise RuntimeError(head)
    lengths = [line for line in head.split("\r\n") if line.startswith("content-length:")]
    await reader.readexactly(int(lengths[0].partition(":")[2]))


if __name__ == "__main__":
    main(sys.argv[1:])
