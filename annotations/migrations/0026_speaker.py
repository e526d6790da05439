import django.db.models.deletion
from django.db import migrations, models

# The claimant stands on the claim; its versions repeat it, for no index reaches across two tables.
SPEAKER = """
UPDATE annotations_claimreview review SET speaker_id = claim.claimant_id
    FROM annotations_claim claim WHERE claim.id = review.claim_id AND claim.claimant_id IS NOT NULL;

CREATE FUNCTION review_speaker() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    NEW.speaker_id := (SELECT claimant_id FROM annotations_claim WHERE id = NEW.claim_id);
    RETURN NEW;
END $$;
CREATE TRIGGER review_speaker BEFORE INSERT OR UPDATE ON annotations_claimreview
    FOR EACH ROW EXECUTE FUNCTION review_speaker();

CREATE FUNCTION claim_speaker() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE annotations_claimreview SET speaker_id = NEW.claimant_id WHERE claim_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER claim_speaker AFTER UPDATE ON annotations_claim FOR EACH ROW
    WHEN (NEW.claimant_id IS DISTINCT FROM OLD.claimant_id) EXECUTE FUNCTION claim_speaker();
"""
BACK = """
DROP TRIGGER claim_speaker ON annotations_claim;
DROP FUNCTION claim_speaker();
DROP TRIGGER review_speaker ON annotations_claimreview;
DROP FUNCTION review_speaker();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0025_saved_views'),
    ]

    operations = [
        migrations.AddField(
            model_name='claimreview',
            name='speaker',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='annotations.claimant'),
        ),
        migrations.RunSQL(SPEAKER, BACK),
    ]
