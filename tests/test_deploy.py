"""The files in deploy/: what they name is there. They are not run here."""

import re
from dataclasses import fields

import pytest
import yaml

from bot.settings import Settings, read_settings


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


def test_what_has_to_be_set_is_in_the_example(root, text):
    """deploy/.env.example has every key without which nothing starts, and no other."""
    example = (root / "deploy" / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) == set(re.findall(r"\$\{(\w+):\?", text))


def test_the_image_has_the_commands_that_the_services_run(root, compose):
    """The entry point is ours, and index and telegram are commands of it."""
    from bot.cli import main

    dockerfile = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    assert 'ENTRYPOINT ["baowen"]' in dockerfile
    assert {compose["services"]["index"]["command"][0], "telegram"} <= set(main.commands)
    for extra in re.findall(r"\.\[([\w,]+)\]", dockerfile)[0].split(","):
        assert f"\n{extra} = [" in (root / "pyproject.toml").read_text(encoding="utf-8")
