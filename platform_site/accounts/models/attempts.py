"""How often something was tried of late: counted where every worker and a restart see it."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import connection, models
from django.utils import timezone

# One statement, so that two requests at the same instant are two and not one.
COUNT = """
INSERT INTO accounts_attempts AS a (key, number, ends_at)
VALUES (%(key)s, 1, clock_timestamp() + make_interval(secs => %(seconds)s))
ON CONFLICT (key) DO UPDATE SET
    number = CASE WHEN a.ends_at <= clock_timestamp() THEN 1 ELSE a.number + 1 END,
    ends_at = CASE WHEN a.ends_at <= clock_timestamp()
        THEN excluded.ends_at ELSE a.ends_at END
RETURNING number, ends_at
"""


class AttemptsManager(models.Manager["Attempts"]):
    def record(self, *, key: str, window: timedelta) -> tuple[int, datetime]:
        """How many there were in this window, this one included, and when the window ends."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT, {"key": key, "seconds": window.total_seconds()})
            number, ends_at = cursor.fetchone()
        return number, ends_at

    def over(self) -> models.QuerySet["Attempts"]:
        return self.filter(ends_at__lte=timezone.now())


class Attempts(models.Model):
    """A window of time in which one thing by one client, or on one account, is counted.

    The key is a digest: neither the client's address nor the account's can be read from it.
    """

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    objects: ClassVar[AttemptsManager] = AttemptsManager()

    class Meta:
        verbose_name_plural = "attempts"

    def __str__(self) -> str:
        return f"{self.number} until {self.ends_at}"
