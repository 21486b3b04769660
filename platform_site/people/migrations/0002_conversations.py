"""Messages belong to conversations of two people."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

PERSON = settings.AUTH_USER_MODEL
CASCADE = django.db.models.deletion.CASCADE
SET_NULL = django.db.models.deletion.SET_NULL
Now = django.db.models.functions.datetime.Now


def key() -> tuple[str, models.Field]:
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        migrations.swappable_dependency(PERSON),
    ]

    operations = [
        migrations.CreateModel(
            name="Conversation",
            fields=[
                key(),
                ("begun_at", models.DateTimeField(db_default=Now(), editable=False)),
                ("accepted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "asker",
                    models.ForeignKey(
                        null=True,
                        on_delete=SET_NULL,
                        related_name="conversations_begun",
                        to=PERSON,
                        verbose_name="who wrote first",
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        null=True,
                        on_delete=SET_NULL,
                        related_name="conversations_asked",
                        to=PERSON,
                        verbose_name="who was asked",
                    ),
                ),
            ],
            options={"verbose_name": "conversation", "verbose_name_plural": "conversations"},
        ),
        migrations.CreateModel(
            name="Side",
            fields=[
                key(),
                ("forgotten_up_to", models.BigIntegerField(default=0)),
                ("read_up_to", models.BigIntegerField(default=0)),
                ("last_received", models.BigIntegerField(default=0)),
                ("last_message", models.BigIntegerField(default=0)),
                ("last_at", models.DateTimeField(db_default=Now())),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("muted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=CASCADE, related_name="sides", to="people.conversation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=CASCADE, related_name="conversation_sides", to=PERSON
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnsentMessage",
            fields=[
                key(),
                ("text", models.TextField(max_length=5000)),
                ("saved_at", models.DateTimeField(db_default=Now())),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=CASCADE, related_name="unsent_messages", to=PERSON
                    ),
                ),
                ("to", models.ForeignKey(on_delete=CASCADE, related_name="+", to=PERSON)),
            ],
        ),
        migrations.AddField(
            model_name="message",
            name="conversation",
            field=models.ForeignKey(
                null=True, on_delete=CASCADE, related_name="messages", to="people.conversation"
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=SET_NULL,
                related_name="+",
                to="moderation.problemreport",
                verbose_name="report",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                models.F("asker"),
                models.OrderBy(models.F("begun_at"), descending=True),
                name="conversation_begun",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Least("asker", "asked"),
                django.db.models.functions.comparison.Greatest("asker", "asked"),
                condition=models.Q(("asker__isnull", False), ("asked__isnull", False)),
                name="conversation_of_two_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(("asker", models.F("asked")), _negated=True),
                name="conversation_of_two_people",
            ),
        ),
        migrations.AddIndex(
            model_name="side",
            index=models.Index(
                models.F("person"),
                models.OrderBy(models.F("last_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="side_list",
            ),
        ),
        migrations.AddIndex(
            model_name="side",
            index=models.Index(
                models.F("person"),
                condition=models.Q(("last_received__gt", models.F("read_up_to"))),
                name="side_unread",
            ),
        ),
        migrations.AddConstraint(
            model_name="side",
            constraint=models.UniqueConstraint("conversation", "person", name="side_once"),
        ),
        migrations.AddConstraint(
            model_name="unsentmessage",
            constraint=models.UniqueConstraint("person", "to", name="unsent_message_once"),
        ),
    ]
