"""What one checkout keeps under var/, and what is compiled and kept there."""

import stat
from email import message_from_bytes
from gettext import GNUTranslations
from smtplib import SMTP

import pytest

from platform_site.embedded.house import House
from platform_site.embedded.mailbox import FileHandler, MailServer, listen
from platform_site.embedded.messages import compile_messages
from platform_site.embedded.process import CannotStart
from platform_site.embedded.steps import Stamps, Step, digest


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


def test_the_secret_key_is_made_once_and_nobody_elses_to_read(house):
    house.prepare()

    key = house.secret_key()

    assert len(key) > 50
    assert house.secret_key() == key
    assert stat.S_IMODE((house.var / "secret-key").stat().st_mode) == 0o600


def test_a_checkout_runs_once(house):
    with house.alone(), pytest.raises(CannotStart, match="running already"), house.alone():
        pass


def test_a_checkout_runs_again_afterwards(house):
    with house.alone():
        pass

    with house.alone():
        assert (house.var / "demo.lock").read_text()


@pytest.mark.parametrize("name", ["deep" * 30, "with space", "مجلد"])
def test_sockets_go_elsewhere_when_the_path_would_not_do(tmp_path, name):
    house = House(tmp_path / name)

    assert not house.run.is_relative_to(house.root)
    assert len(bytes(house.run)) < 90


def test_reset_forgets_the_data_and_keeps_the_tools(house):
    house.prepare()
    for kept in ("tools", "pg18"):
        (house.var / kept).mkdir()
    house.stamps.write_text("{}")

    house.forget()

    assert {entry.name for entry in house.var.iterdir()} == {"tools", "run"}


def test_messages_are_compiled_without_gettext_and_only_when_they_changed(tmp_path):
    source = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Search"\nmsgstr "بحث"\n'
    )

    assert [compile_messages(tmp_path), compile_messages(tmp_path)] == [1, 0]
    with source.with_suffix(".mo").open("rb") as compiled:
        assert GNUTranslations(compiled).gettext("Search") == "بحث"


def test_mail_is_kept_whole_and_in_order(tmp_path):
    listener = listen()
    server = MailServer(FileHandler(tmp_path), listener=listener)
    server.start()
    with SMTP(*listener.getsockname()) as client:
        for subject in ("One", "Two"):
            client.sendmail("a@platform.example", "b@platform.example", f"Subject: {subject}\n\n.")
    server.stop()
    listener.close()

    kept = [message_from_bytes(file.read_bytes()) for file in sorted(tmp_path.iterdir())]

    assert [message["Subject"] for message in kept] == ["One", "Two"]
    assert {file.suffix for file in tmp_path.iterdir()} == {".eml"}


def test_a_step_is_done_until_its_files_change(tmp_path, monkeypatch):
    source = tmp_path / "models.py"
    source.write_text("one")
    monkeypatch.setattr("platform_site.embedded.steps.ROOT", tmp_path)
    step = Step("migrate", "Tables", frozenset({".py"}))
    Stamps(tmp_path / "stamps").keep(step)
    (tmp_path / "style.css").write_text("no matter")

    assert Stamps(tmp_path / "stamps").is_done(step)
    source.write_text("two")
    assert not Stamps(tmp_path / "stamps").is_done(step)


def test_nothing_counts_as_done_in_a_database_that_is_not_ours():
    stamps, step = Stamps(None), Step("migrate", "Tables", frozenset({".none"}))

    stamps.keep(step)

    assert not Stamps(None).is_done(step)
    assert digest(frozenset({".none"}))
