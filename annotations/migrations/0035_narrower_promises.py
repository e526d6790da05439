from django.db import migrations

# A removal names the bytes of the very copy or text it is about, so that nobody's "yes" to one removes another; what
# is removed is emptied, and takes no other facts; a highlight lies within its text and over some words. What a promise
# rests on is read as it is now: under REPEATABLE READ a transaction would read it as it was, so writes are refused there.
PROMISES = """
CREATE FUNCTION removal_subject() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.sha256 IS DISTINCT FROM coalesce(
        (SELECT blob_id FROM annotations_snapshot WHERE id = NEW.snapshot_id),
        (SELECT sha256 FROM annotations_articleversion WHERE id = NEW.version_id)) THEN
        PERFORM refuse('removal_subject', 'a removal names the hash of what it is about');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER removal_subject BEFORE INSERT ON annotations_removal
    FOR EACH ROW EXECUTE FUNCTION removal_subject();

CREATE FUNCTION removed_facts() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (NEW.title, NEW.publisher, NEW.authors, NEW.canonical_url, NEW.words, NEW.headers, NEW.message)
       IS DISTINCT FROM (''::text, ''::text, ''::text, ''::text, 0, '[]'::jsonb,
                         'The content of this copy was removed for legal reasons.'::text)
       OR NEW.published_on IS NOT NULL THEN
        PERFORM refuse('annotations_snapshot_kept', 'what is removed is emptied, and told in one sentence');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER removed_facts BEFORE UPDATE ON annotations_snapshot
    FOR EACH ROW EXECUTE FUNCTION removed_facts();

CREATE FUNCTION range_within() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.start >= NEW."end" OR NEW.exact = '' OR NEW."end" > (
        SELECT char_length(v.text) FROM annotations_annotation a
        JOIN annotations_articleversion v ON v.id = a.version_id WHERE a.id = NEW.annotation_id) THEN
        PERFORM refuse('range_exact', 'a highlight lies over words of its text');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER range_within BEFORE INSERT ON annotations_annotationrange
    FOR EACH ROW EXECUTE FUNCTION range_within();

CREATE FUNCTION isolation_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        PERFORM refuse('isolation', 'promises hold under READ COMMITTED and SERIALIZABLE');
    END IF;
    RETURN NULL;
END $$;
"""
GUARDED = ("claim", "claimreview", "citation", "approval", "opinion", "checklistanswer", "label", "newsroom", "reviewauthor")
PROMISES += "\n".join(
    f"CREATE TRIGGER isolation_guard BEFORE INSERT OR UPDATE ON annotations_{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION isolation_guard();"
    for table in GUARDED
)
BACK = "\n".join(f"DROP TRIGGER isolation_guard ON annotations_{table};" for table in GUARDED)
BACK += """
DROP FUNCTION isolation_guard();
DROP TRIGGER range_within ON annotations_annotationrange;
DROP FUNCTION range_within();
DROP TRIGGER removed_facts ON annotations_snapshot;
DROP FUNCTION removed_facts();
DROP TRIGGER removal_subject ON annotations_removal;
DROP FUNCTION removal_subject();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0034_claimant_office'),
    ]

    operations = [
        migrations.RunSQL(PROMISES, BACK),
    ]
