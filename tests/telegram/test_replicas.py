"""Several bots behind one address: they share a PostgreSQL, and each update is answered once."""

from __future__ import annotations

import pytest

from bot.store.store import Store
from tests.support.bot_api import BotApi
from tests.support.bot_process import BotProcess, free_port
from tests.support.postgres import running_postgres

SECRET = "a-secret_of_the_webhook"


class TwiceDeliveringApi(BotApi):
    """Telegram behind a balancer that sends each update to both replicas, one after the other."""

    def __init__(self):
        super().__init__()
        self.ports = []

    async def post(self, url, update, secret=None):
        path = url.split("/", 3)[3]
        for port in self.ports[update["update_id"] % 2 :] + self.ports[: update["update_id"] % 2]:
            await super().post(f"http://127.0.0.1:{port}/{path}", update, secret)


@pytest.mark.slow
def test_two_replicas_answer_each_update_once_and_one_may_be_killed(tmp_path):
    """The same updates are delivered to both; what the killed one had begun is taken over by the other. A reply whose
    receipt the kill has cost may be sent once more, and is counted."""
    with running_postgres() as address, TwiceDeliveringApi() as api:
        assert isinstance(api, TwiceDeliveringApi)
        replicas = []
        for number in range(2):
            port = free_port()
            folder = tmp_path / str(number)
            folder.mkdir()
            environment = {
                "BAOWEN_TELEGRAM_TOKEN": api.token,
                "BAOWEN_STORE": address,
                "BAOWEN_WEBHOOK_URL": f"http://127.0.0.1:{port}/news",
                "BAOWEN_WEBHOOK_PORT": str(port),
                "BAOWEN_WEBHOOK_SECRET": SECRET,
            }
            replicas.append(BotProcess(folder, api.url, **environment))
            api.wait_for(lambda: "is up and listens" in replicas[-1].log(), "a replica")
            api.ports.append(port)
        try:
            questions = [api.say(f"第{number}号路？", chat=number, user=number) for number in range(1, 31)]
            # 慢: it waits until its replica may go on, which the first one never may
            slow = [api.say(f"慢{number}号车？", chat=number, user=number) for number in range(31, 41)]
            api.wait_for(lambda: all(api.replies_to(question) for question in questions), "the first replies")
            replicas[0].kill()
            api.ports.pop(0)
            questions += [api.say(f"第{number}号桥？", chat=number, user=number) for number in range(51, 61)]
            replicas[1].gate.touch()
            api.wait_for(lambda: all(api.replies_to(question) for question in questions + slow), "all replies")
        finally:
            for replica in replicas:
                replica.kill()
        counts = [len(api.replies_to(question)) for question in questions + slow]
        store = Store(address)
        assert sum(counts) - len(counts) <= store.count()["outgoing"]["repeats"]
        assert store.count()["updates"] == {"answered": len(counts)}
        store.close()
