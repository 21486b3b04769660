"""Whom a person does not want to hear from."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from .person import User


class Block(models.Model):
    """Nothing that `blocked` writes or does reaches `person`; `blocked` is never told."""

    person = models.ForeignKey(User, models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(User, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("person", "blocked", name="block_once"),
            models.CheckConstraint(condition=~Q(person=F("blocked")), name="block_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} blocks {self.blocked_id}"
