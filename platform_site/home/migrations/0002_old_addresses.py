from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0001_guide'),
    ]

    operations = [
        migrations.CreateModel(
            name='OldAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(blank=True, help_text='Without /gimi/: Contribution.action', max_length=200, verbose_name='path')),
                ('query', models.CharField(blank=True, default='', help_text='What follows the question mark, without the language: id=80', max_length=200, verbose_name='query')),
                ('target', models.CharField(blank=True, default='', help_text='Without the language: /programmes/flagship/. Empty: readers are told that there is no such page any more.', max_length=300, verbose_name='leads to')),
            ],
            options={
                'verbose_name': 'old address',
                'verbose_name_plural': 'old addresses',
                'constraints': [models.UniqueConstraint(models.F('path'), models.F('query'), name='old_address_once')],
            },
        ),
    ]
