"""The files in deploy/: what they name is there, and what can check them here finds nothing. No container is run."""

import json
import re
import shlex
import shutil
import subprocess
from dataclasses import fields

import httpx
import pytest
import yaml

from bot.health.server import serve_health
from bot.health.state import Health
from bot.settings import Settings, read_settings
from tests.support.bot_process import free_port

COMPOSE = {"compose.yaml": ".env.example", "compose.telegram.yaml": ".env.telegram.example"}


@pytest.fixture(scope="module")
def text(root):
    return (root / "deploy" / "compose.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose(text):
    return yaml.safe_load(text)


def test_every_setting_of_the_compose_file_is_one(text):
    """A key that the program does not know would be set in vain."""
    keys = {f"BAOWEN_{setting.name.upper()}" for setting in fields(Settings)}
    named = set(re.findall(r"BAOWEN_\w+", text))
    assert named <= keys
    assert {"BAOWEN_MILVUS_URI", "BAOWEN_MILVUS_TOKEN", "BAOWEN_INDEX_SERVED", "BAOWEN_TELEGRAM_TOKEN"} <= named


def test_every_setting_of_the_compose_file_is_taken(compose, monkeypatch):
    """What the bot's environment says is read, with its passwords filled in."""
    for key, value in compose["services"]["bot"]["environment"].items():
        monkeypatch.setenv(key, re.sub(r"\$\{[^}]*\}", "SECRET", value))
    settings = read_settings()
    assert settings.milvus_uri == "http://proxy:19530"
    assert settings.milvus_token is not None
    assert settings.milvus_token.get_secret_value() == "root:SECRET"


def test_images_are_pinned_and_services_name_each_other(compose):
    """No image floats, whoever depends on a service or calls it by its name finds it, and no volume is missing."""
    check_services(compose)


def check_services(compose):
    services = compose["services"]
    for name, service in services.items():
        assert re.fullmatch(r"[\w./-]+:[vR\d][\w.-]+", service["image"]), name
        assert set(service.get("depends_on", {})) <= set(services), name
        for place in service.get("volumes", ()):
            volume = place.partition(":")[0]
            assert volume.startswith("$") or volume in compose["volumes"], place
        for value in service.get("environment", {}).values():
            for host in re.findall(r"(?:http://|^)(\w+):\d+$", value):
                assert host in services, value


@pytest.mark.parametrize("file", COMPOSE)
def test_what_has_to_be_set_is_in_the_example(root, file):
    """The example has every key without which nothing starts, and no other."""
    text = (root / "deploy" / file).read_text(encoding="utf-8")
    example = (root / "deploy" / COMPOSE[file]).read_text(encoding="utf-8")
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) == set(re.findall(r"\$\{(\w+):\?", text))


def test_the_image_has_the_commands_that_the_services_run(root, compose):
    """The entry point is ours, and index and telegram are commands of it."""
    from bot.cli import main

    dockerfile = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    assert 'ENTRYPOINT ["baowen"]' in dockerfile
    assert {compose["services"]["index"]["command"][0], "telegram"} <= set(main.commands)
    for extra in re.findall(r"\.\[([\w,]+)\]", dockerfile)[0].split(","):
        assert f"\n{extra} = [" in (root / "pyproject.toml").read_text(encoding="utf-8")


def test_the_bot_with_postgresql_is_set_up(root, monkeypatch):
    """Its services name each other, and its settings are taken: the store is the database beside it."""
    compose = yaml.safe_load((root / "deploy" / "compose.telegram.yaml").read_text(encoding="utf-8"))
    check_services(compose)
    for key, value in compose["services"]["bot"]["environment"].items():
        assert key in {f"BAOWEN_{setting.name.upper()}" for setting in fields(Settings)}
        monkeypatch.setenv(key, re.sub(r"\$\{[^}]*\}", "SECRET", value))
    settings = read_settings()
    assert settings.store_url == "postgresql+psycopg://baowen:SECRET@postgres/baowen"
    assert settings.log_format == "json"


@pytest.mark.parametrize("file", COMPOSE)
def test_docker_takes_the_compose_file(root, file):
    """With all that has to be set; skipped where docker is not installed."""
    if not shutil.which("docker") or subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        pytest.skip("docker compose is not installed")
    text = (root / "deploy" / file).read_text(encoding="utf-8")
    needed = dict.fromkeys(re.findall(r"\$\{(\w+):\?", text), "/set")
    command = ["docker", "compose", "-f", str(root / "deploy" / file), "config", "--quiet"]
    done = subprocess.run(
        command, capture_output=True, text=True, env=needed | {"PATH": "/usr/bin:/bin:/usr/local/bin"}
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture(scope="module")
def unit(root):
    return (root / "deploy" / "baowen.service").read_text(encoding="utf-8")


def test_systemd_takes_the_unit(unit, tmp_path):
    """No line that it does not know; skipped where systemd is not installed."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    path = tmp_path / "baowen.service"
    # the program need not be installed here
    path.write_text(unit.replace("/opt/baowen/bin/baowen", "/bin/true"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(path)], capture_output=True, text=True)
    assert "baowen.service" not in done.stderr
    assert done.returncode == 0


def test_the_unit_waits_longer_than_the_bot_takes(unit):
    """For its stop, and for the sign that it is alive; the settings in it are some."""
    values = dict(re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE))
    assert int(values["TimeoutStopSec"]) > Settings().telegram_stop
    assert int(values["WatchdogSec"]) > 30
    assert "Type=notify" in unit
    named = set(re.findall(r"Environment=(BAOWEN_\w+)", unit))
    assert named <= {f"BAOWEN_{setting.name.upper()}" for setting in fields(Settings)}


def test_the_health_check_of_the_image_tells_a_bot_that_works(root):
    """Its command ends with 0 while /healthz is 200, and with another status otherwise."""
    dockerfile = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "")
    [command] = map(json.loads, re.findall(r"HEALTHCHECK .* CMD (\[.*\])", dockerfile))
    port, now = free_port(), [0.0]
    health = Health(lambda: now[0])

    def check():
        environment = {
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "BAOWEN_HEALTH_PORT": str(port),
            "http_proxy": "http://no:1",
        }
        return subprocess.run(shlex.join(command), shell=True, env=environment, capture_output=True).returncode

    if not shutil.which(command[0], path="/usr/bin:/bin:/usr/local/bin"):
        command[0] = "python3"
    assert check() != 0
    with serve_health("127.0.0.1", port, health):
        assert check() == 0
        health.beat()
        now[0] += 60
        assert httpx.get(f"http://127.0.0.1:{port}/healthz", trust_env=False).status_code == 503
        assert check() != 0
