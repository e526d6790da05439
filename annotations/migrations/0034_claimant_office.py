from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0033_first_publication_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='claimant',
            name='office',
            field=models.CharField(blank=True, db_default='', max_length=200),
        ),
    ]
