"""Pages whose markup other programs are told of; what is published already waits in it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


PUBLISHED = """
INSERT INTO annotations_outboxpage (claim_id, url, changed_at, name, version_id, tries, next_try_at, error)
SELECT r.claim_id, '', r.published_at, '', '', 0, now(), '' FROM annotations_claimreview r
LEFT JOIN annotations_livepage p ON p.claim_id = r.claim_id AND p.url <> ''
WHERE r.status = 'published' AND p.claim_id IS NULL
UNION ALL
SELECT NULL, p.url, max(p.set_at), '', '', 0, now(), '' FROM annotations_livepage p
JOIN annotations_claimreview r ON r.claim_id = p.claim_id AND r.status = 'published'
WHERE p.url <> '' GROUP BY p.url
"""


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0053_origin_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutboxPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(blank=True, max_length=2000)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('sent_body', models.JSONField(blank=True, null=True)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('version_id', models.CharField(blank=True, max_length=200)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('claim', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outbox_page', to='annotations.claim')),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('sent_at', None), ('sent_at__lt', models.F('changed_at')), _connector='OR'), fields=['changed_at', 'id'], name='outbox_waiting'), models.Index(condition=models.Q(('sent_at__isnull', False)), fields=['-sent_at', '-id'], name='outbox_sent')],
                'constraints': [models.CheckConstraint(condition=models.Q(('claim', None), ('url', ''), _connector='XOR'), name='outbox_page_one_address'), models.UniqueConstraint(condition=models.Q(('url', ''), _negated=True), fields=('url',), name='outbox_page_url_once')],
            },
        ),
        migrations.RunSQL(PUBLISHED, migrations.RunSQL.noop, elidable=True),
    ]
