"""What systemd hears."""

import socket

from bot.health.service_manager import notify


def test_a_state_is_one_datagram(tmp_path, monkeypatch):
    """At the address that systemd gives."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        notify("READY=1")
        assert manager.recv(100) == b"READY=1"


def test_without_systemd_nothing_happens(monkeypatch, tmp_path):
    """Neither where it gives no address, nor where nobody listens at it."""
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    notify("READY=1")


def test_where_there_are_no_unix_sockets_nothing_happens(monkeypatch):
    """Windows has none, whatever the environment says."""
    monkeypatch.delattr(socket, "AF_UNIX")
    monkeypatch.setenv("NOTIFY_SOCKET", "/run/notify")
    notify("READY=1")
