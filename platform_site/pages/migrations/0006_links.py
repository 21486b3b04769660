import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0005_tags'),
    ]

    operations = [
        migrations.CreateModel(
            name='PageLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('within', 'within'), ('summary', 'summed up in')], max_length=10)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='pages.page')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='linked_from', to='pages.page')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('page'), models.F('kind'), models.F('target'), name='page_link_once'), models.CheckConstraint(condition=models.Q(('page', models.F('target')), _negated=True), name='page_link_to_another')],
            },
        ),
    ]
