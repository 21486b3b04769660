"""What waits, and what contributors heard, stays as it was before there were more levels."""

from django.db import migrations

FORWARD = """
UPDATE notifications_delivery SET frequency = 'daily' WHERE channel = 'digest' AND frequency = '';
-- Changes of a page are told from this level on; the name of a reason does not change.
UPDATE notifications_follow SET level = 'tracking'
 WHERE level = 'normal' AND reason = 'contributed';
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0005_levels_and_bounces")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
