import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pages', '0002_subject_copies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('subject_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='pages.subject')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('reference', models.CharField(blank=True, default='', max_length=100)),
                ('guarantees', models.CharField(blank=True, default='', max_length=60)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subthemes', to='themes.theme')),
            ],
            options={
                'abstract': False,
            },
            bases=('pages.subject',),
        ),
    ]
