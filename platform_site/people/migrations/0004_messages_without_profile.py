"""A message is between two people, whatever becomes of their profiles."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_letters_to_conversations")]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="conversation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="messages",
                to="people.conversation",
            ),
        ),
        migrations.RemoveIndex(model_name="message", name="message_received"),
        migrations.RemoveField(model_name="message", name="profile"),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                models.F("conversation"),
                models.OrderBy(models.F("sent_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="message_of_conversation",
            ),
        ),
    ]
