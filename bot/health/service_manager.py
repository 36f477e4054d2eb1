"""Tells systemd that the bot is up, works, or stops; does nothing where no systemd started it.

sd_notify is one datagram, and the packages for it are no longer kept.
"""

from __future__ import annotations

import contextlib
import os
import socket


def notify(state: str) -> None:
    """Sends a state such as READY=1, WATCHDOG=1 or STOPPING=1, as sd_notify(3) says."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")) or not hasattr(socket, "AF_UNIX"):
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.connect("\0" + address[1:] if address.startswith("@") else address)
        sender.sendall(state.encode())
