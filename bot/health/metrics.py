"""What a bot counts while it runs, in the form that Prometheus reads. The only file that imports prometheus_client."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
"""Of what `Metrics.text` gives."""

# The borders of the times that are counted apart, in seconds: a search takes milliseconds, a call of Telegram a tenth,
# and who asks should not wait for ten.
_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)


class Metrics:
    """The counts of one process, from its start. Threads may share them.

    Attributes:
        received: updates that were written to the store.
        closed: updates by how they ended: answered, refused, failed, unreadable.
        sends: messages by how they ended: sent, undeliverable.
        retries: attempts to send that Telegram or the network refused, by reason: limit, moved, fault.
        repeats: messages that were sent again because the receipt of an earlier attempt was lost.
        seconds: from the receipt of a question to the receipt of its answer.
        errors: warnings and errors of the log by level, those that are not repeated in it too.
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)

        def count(name: str, about: str, *labels: str) -> Counter:
            return Counter(f"baowen_{name}", about, labels, registry=self._registry)

        self.received = count("updates_received", "Updates that were written to the store")
        self.closed = count("updates", "Updates by how they ended", "state")
        self.sends = count("sends", "Messages by how they ended", "state")
        self.retries = count("send_retries", "Attempts to send that were refused", "reason")
        self.repeats = count("send_repeats", "Messages sent again because a receipt was lost")
        self.errors = count("log_errors", "Warnings and errors", "level")
        self.seconds = Histogram(
            "baowen_answer_seconds",
            "From the receipt of a question to the receipt of its answer",
            buckets=_SECONDS,
            registry=self._registry,
        )
        for state in ("answered", "refused", "failed", "unreadable"):
            self.closed.labels(state)
        for state in ("sent", "undeliverable"):
            self.sends.labels(state)
        for reason in ("limit", "moved", "fault"):
            self.retries.labels(reason)

    def watch(self, name: str, about: str, value: Callable[[], float]) -> None:
        """Adds a number that is looked up whenever somebody reads the counts."""
        Gauge(f"baowen_{name}", about, registry=self._registry).set_function(value)

    def count_problem(self, level: str) -> None:
        """Counts a warning or an error of the log."""
        self.errors.labels(level).inc()

    def text(self) -> bytes:
        """All counts as they are now."""
        return generate_latest(self._registry)
