"""Become a command that ends with its parent: `python child.py PARENT SIGNAL RIGHTS command …`.

RIGHTS is `same`, `ordinary` (PostgreSQL refuses root: take another number in a namespace of
our own, in which no file changes hands) or `nobody` (where namespaces are refused).
Run by its path, so that it needs nothing but the standard library and starts at once.
"""

import ctypes
import os
import pwd
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
ORDINARY_ID = 1000


def main(argv: list[str]) -> None:
    parent, number, rights, command = int(argv[1]), int(argv[2]), argv[3], argv[4:]
    if rights == "ordinary":
        become_ordinary()
    elif rights == "nobody":
        become_nobody()
    end_with(parent, number)
    # A server that ignored these would never hear of Ctrl-C or of a stop.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.execvp(command[0], command)


def become_ordinary() -> None:
    user, group = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{ORDINARY_ID} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{ORDINARY_ID} {group} 1")


def become_nobody() -> None:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)


def end_with(parent: int, number: int) -> None:
    """Ask the kernel for a signal when the parent is gone. Elsewhere than on Linux the next
    start clears away what was left."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("The parent is gone already.")


if __name__ == "__main__":
    main(sys.argv)
