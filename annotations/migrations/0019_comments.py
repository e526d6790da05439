
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0018_checklist'),
    ]

    operations = [
        migrations.AddField(
            model_name='note',
            name='about',
            field=models.CharField(blank=True, choices=[('', 'The whole claim'), ('passage', 'The passage'), ('wording', 'Claim in neutral words'), ('verdict', 'Verdict'), ('summary', 'Summary'), ('how_checked', 'How we checked'), ('looked_for', 'What we looked for and did not find'), ('not_established', 'What we could not establish'), ('answer', 'Their answer, or why nobody asked'), ('correction_reason', 'What is corrected'), ('citation', 'Source')], db_default='', default='', max_length=17),
        ),
        migrations.AddField(
            model_name='note',
            name='accepted_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='note',
            name='accepted_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='note',
            name='citation',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='annotations.citation'),
        ),
        migrations.AddField(
            model_name='note',
            name='replaces',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='note',
            name='suggestion',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AlterField(
            model_name='note',
            name='text',
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(('about__in', ['', 'passage', 'wording', 'verdict', 'summary', 'how_checked', 'looked_for', 'not_established', 'answer', 'correction_reason', 'citation'])), name='note_about_known'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('citation', None), models.Q(('about', 'citation'), _negated=True)), models.Q(('about', 'citation'), ('citation__isnull', False)), _connector='OR'), name='note_citation_paired'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(('suggestion', ''), ('about__in', ['wording', 'summary', 'how_checked', 'looked_for', 'not_established', 'answer', 'correction_reason']), _connector='OR'), name='note_suggestion_on_text'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), models.Q(('suggestion', ''), _negated=True)), _connector='OR'), name='note_accepted_paired'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('suggestion', ''), _negated=True), _connector='OR'), name='note_says_something'),
        ),
    ]
