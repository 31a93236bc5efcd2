"""Run ``homes`` and write down every address that this process asks for, refusing all that are not this machine's.

``python -m tests.faults.listening_in FILE COMMAND...``. The interpreter's own audit events tell of every socket that
Python code uses, whatever library it is in. Child processes that are Python are not heard: the reader of PDFs has a
test of its own. What native code asks for is heard by the kernel (``ip_packets_without_a_route``).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

ASKING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}
OWN = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104 - read, not bound to
_NO_ROUTE = "OutNoRoutes"


def listen(file: Path) -> None:
    """Write down each asking from here on, and refuse those that leave this machine."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in ASKING:
            return
        address = arguments[-1] if event in {"socket.connect", "socket.sendto", "socket.sendmsg"} else arguments[0]
        if isinstance(address, str | bytes) and event == "socket.connect":
            return  # a socket of this machine's file system
        host = address[0] if isinstance(address, tuple) else address
        if host in OWN or host is None:
            return
        os.write(descriptor, f"{event} {host}\n".encode())
        raise PermissionError(f"{event} is refused here")

    sys.addaudithook(hear)


def ip_packets_without_a_route() -> int:
    """How many packets and connections this network namespace has refused for want of a way out."""
    names, values = (line.split() for line in Path("/proc/net/snmp").read_text(encoding="ascii").splitlines()[:2])
    return int(values[names.index(_NO_ROUTE)])


if __name__ == "__main__":
    listen(Path(sys.argv[1]))
    del sys.argv[1]
    from evals.command import run

    run()
