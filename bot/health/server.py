"""The HTTP port on which others see how the bot is: /healthz, /readyz and /metrics.

It runs in threads of its own, so that it answers while the event loop does not.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bot.errors import SettingsError
from bot.health.metrics import CONTENT_TYPE
from bot.health.state import Health


@contextlib.contextmanager
def serve_health(address: str, port: int | None, health: Health) -> Iterator[None]:
    """Answers on a port until the end of the block.

    /healthz is 200 while the process works, and 503 when its event loop stands still; /readyz is 200 while it can
    answer people, and 503 with what is not well; /metrics are the counts.

    Args:
        address: to listen on.
        port: to listen on; nothing listens where it is None.
        health: what is known of the bot, with its counts.

    Raises:
        SettingsError: when the address cannot be listened on.
    """
    if port is None:
        yield
        return
    try:
        server = _Server((address, port), partial(_Handler, health))
    except OSError as error:
        raise SettingsError(
            "the health server cannot listen on {address}:{port} ({reason}): change BAOWEN_HEALTH_LISTEN or "
            "BAOWEN_HEALTH_PORT",
            address=address,
            port=port,
            reason=error,
        ) from None
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="health", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *arguments: object) -> None:
        """Nothing: a client that goes away is no fault of ours."""


class _Handler(BaseHTTPRequestHandler):
    # a client that says nothing does not keep its thread for ever
    timeout = 10

    def __init__(self, health: Health, *arguments: Any) -> None:
        self._health = health
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/healthz":
            is_alive = self._health.is_alive()
            self._say(is_alive, {"alive": is_alive})
        elif path == "/readyz":
            checks = self._health.checks()
            self._say(all(checks.values()), {"ready": all(checks.values())} | checks)
        elif path == "/metrics":
            self._send(200, CONTENT_TYPE, self._health.metrics.text())
        else:
            self._send(404, "text/plain", b"/healthz, /readyz, /metrics\n")

    def _say(self, is_well: bool, facts: dict[str, bool]) -> None:
        self._send(200 if is_well else 503, "application/json", json.dumps(facts).encode() + b"\n")

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Nothing: it is asked every few seconds."""
