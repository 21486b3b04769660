from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activity', '0004_workspace_verbs'),
    ]

    operations = [
        migrations.AlterField(
            model_name='activity',
            name='verb',
            field=models.CharField(choices=[('contributed', 'sent for review'), ('published', 'published'), ('revised', 'changed'), ('suggested', 'suggested a change'), ('decided', 'decided'), ('archived', 'archived'), ('replied', 'commented'), ('mentioned', 'mentioned'), ('reported', 'reported a problem'), ('hid', 'hid a comment'), ('edited', 'changed a comment'), ('flagged', 'reported a comment'), ('moderated', 'moderated the discussion'), ('contacted', 'wrote a message'), ('reminded', 'reminded of an event'), ('asked', 'asked to join'), ('answered', 'answered a request to join'), ('joined', 'joined'), ('left', 'left'), ('offered', 'offered to hand over'), ('handed', 'handed over'), ('closed', 'closed the workspace'), ('reopened', 'opened the workspace again'), ('inspected', 'looked in as an administrator'), ('assigned', 'gave a task to somebody'), ('finished', 'finished a task')], max_length=12),
        ),
    ]
