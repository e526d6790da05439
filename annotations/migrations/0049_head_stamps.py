import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


STAMPS = """
CREATE TRIGGER headstamp_insert_only BEFORE UPDATE OR DELETE ON annotations_headstamp
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER headstamp_never_truncated BEFORE TRUNCATE ON annotations_headstamp
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0048_live_pages'),
    ]

    operations = [
        migrations.CreateModel(
            name='HeadStamp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('copies', models.PositiveBigIntegerField()),
                ('copies_digest', models.CharField(max_length=64)),
                ('authority', models.URLField(max_length=300)),
                ('token', models.BinaryField()),
                ('stamped_at', models.DateTimeField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('head', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='stamp', to='annotations.audithead')),
            ],
        ),
        migrations.RunSQL(STAMPS, migrations.RunSQL.noop),
    ]
