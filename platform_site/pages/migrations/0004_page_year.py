from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_pagewords")]

    operations = [
        migrations.AddField(
            "page",
            "year",
            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year"),
        ),
    ]
