"""One search for claims, articles, sources, copies, speakers and what readers see; `reindex` fills it for what is there."""

from pathlib import Path

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


SEARCH = Path(__file__).with_suffix('.sql').read_text()


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0036_removed_guesses'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleEntry',
            fields=[
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='entry', serialize=False, to='annotations.article')),
            ],
        ),
        migrations.CreateModel(
            name='CheckEntry',
            fields=[
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='entry', serialize=False, to='annotations.claimreview')),
            ],
        ),
        migrations.CreateModel(
            name='ClaimantEntry',
            fields=[
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('claimant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='entry', serialize=False, to='annotations.claimant')),
            ],
        ),
        migrations.CreateModel(
            name='ClaimEntry',
            fields=[
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='entry', serialize=False, to='annotations.claim')),
            ],
        ),
        migrations.CreateModel(
            name='CopyEntry',
            fields=[
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('snapshot', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='entry', serialize=False, to='annotations.snapshot')),
            ],
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='SourceEntry',
            fields=[
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='entry', serialize=False, to='annotations.source')),
            ],
        ),
        migrations.CreateModel(
            name='SearchLanguage',
            fields=[
                ('name', models.CharField(max_length=2, primary_key=True, serialize=False)),
            ],
        ),
        migrations.RemoveIndex(model_name='snapshot', name='snapshot_words'),
        migrations.RunSQL(SEARCH, migrations.RunSQL.noop),
        migrations.RunSQL('SELECT search_reindex(); SET CONSTRAINTS ALL IMMEDIATE', migrations.RunSQL.noop),
        # Filled first: an index of what is there is built in a tenth of the time.
        migrations.AddIndex(model_name='articleentry', index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='article_entry_words')),
        migrations.AddIndex(model_name='checkentry', index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='check_entry_words')),
        migrations.AddIndex(model_name='claimantentry', index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='claimant_entry_words')),
        migrations.AddIndex(model_name='claimentry', index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='claim_entry_words')),
        migrations.AddIndex(model_name='copyentry', index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='copy_entry_words')),
        migrations.AddIndex(model_name='searchword', index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['word'], name='search_word_letters', opclasses=['gin_trgm_ops'])),
        migrations.AddIndex(model_name='sourceentry', index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='source_entry_words')),
    ]
