"""What Linux says of a process and all below it; other systems are not asked."""

import os
from pathlib import Path

KNOWN = Path("/proc/self/smaps_rollup").exists()


def family(number: int) -> list[int]:
    """A process and all below it."""
    listed = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    return [number, *(member for child in listed for member in family(int(child)))]


def megabytes(number: int) -> float:
    """Of the family; of memory that several processes share each counts its part (PSS)."""
    return sum(_share(member) for member in family(number)) / 1000


def seconds(number: int) -> float:
    """Of a processor's time that the family took so far."""
    ticks = 0
    for member in family(number):
        # The name before it stands in brackets and may hold blanks.
        fields = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _share(number: int) -> int:
    lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
