"""Two people at one page, and a database that came back from a dump."""

import subprocess
import threading
import uuid

import pytest
from django.db import connection, transaction

from platform_site.embedded.programs import find_postgres
from platform_site.pages.actions import set_subjects, write_text
from platform_site.search.models import SearchEntry
from tests.factories import make_article, make_subject


@pytest.mark.django_db(transaction=True)
def test_two_changes_of_one_page_at_once_are_both_in_its_entry() -> None:
    article, subject = make_article("Pension"), make_subject("KHM", "Cambodia")
    begun = threading.Event()

    def place() -> None:
        begun.set()
        set_subjects(page=article, strengths={subject.pk: 3})
        connection.close()

    other = threading.Thread(target=place)
    with transaction.atomic():
        write_text(page=article, source="uncommitted")
        other.start()
        begun.wait(5)
        # The other one now waits for this transaction, and must see what it wrote.
        other.join(0.3)
        assert other.is_alive()
    other.join(10)

    entry = SearchEntry.objects.get(page=article)
    assert entry.subjects == [subject.pk]
    assert "uncommit" in str(entry.vector)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_dump_restores_and_the_triggers_work_there() -> None:
    make_article("Pension before the dump")
    restored = f"restored_{uuid.uuid4().hex[:8]}"
    dump = _run("pg_dump", "--no-owner", connection.settings_dict["NAME"])

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {restored} TEMPLATE template0")
    try:
        _run("psql", "--quiet", "-v", "ON_ERROR_STOP=1", "-d", restored, given=dump)
        changed = _run("psql", "-At", "-d", restored, "-c", _CHANGE)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {restored} WITH (FORCE)")

    assert changed.split() == ["UPDATE", "1", "afterwards|t"]


_CHANGE = """
UPDATE pages_page SET title = 'Afterwards';
SELECT title_folded, vector @@ websearch_to_tsquery('site_en', 'afterwards')
FROM search_searchentry;
"""


def _run(program: str, *arguments: str, given: str | None = None) -> str:
    server = connection.connection.info
    done = subprocess.run(
        [
            str(find_postgres().path(program)),
            *("-h", server.host, "-p", str(server.port), "-U", server.user, *arguments),
        ],
        input=given,
        env={"PGPASSWORD": server.password, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert not done.returncode, done.stderr
    return done.stdout
