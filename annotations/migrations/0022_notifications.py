import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0021_list_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='notices',
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('assigned', 'Something is assigned to me'), ('to_decide', 'Something waits for my decision'), ('returned', 'My work is returned'), ('decided', 'My work is approved, published or retracted'), ('mentioned', 'Somebody names me in a note'), ('commented', 'A comment on my work, or an answer in a thread of mine'), ('evidence', 'Evidence that I cite has changed'), ('report', 'Readers report an error'), ('overdue', 'My work is overdue')], max_length=9)),
                ('message_id', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('channel', models.CharField(choices=[('off', 'Not at all'), ('page', 'On the page'), ('digest', 'On the page, and once a day by mail'), ('now', 'On the page, and by mail at once')], max_length=6)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='annotations.auditevent')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-created_at', '-id'], name='notification_list'), models.Index(condition=models.Q(('read_at', None)), fields=['person'], name='notification_unread'), models.Index(condition=models.Q(('channel__in', ['now', 'digest']), ('mailed_at', None)), fields=['channel', 'person'], name='notification_mail')],
                'constraints': [models.UniqueConstraint(fields=('event', 'person', 'kind'), name='notification_once'), models.CheckConstraint(condition=models.Q(('channel__in', ['off', 'page', 'digest', 'now']), ('kind__in', ['assigned', 'to_decide', 'returned', 'decided', 'mentioned', 'commented', 'evidence', 'report', 'overdue'])), name='notification_known')],
            },
        ),
    ]
