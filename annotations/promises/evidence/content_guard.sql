-- Articles and copies stay as they are. What is removed by law goes from every column that holds a part of it, and
-- nothing else of a kept row changes.
CREATE OR REPLACE FUNCTION content_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    content text[] := CASE TG_TABLE_NAME
        WHEN 'annotations_snapshot' THEN ARRAY['text', 'blocks', 'spans', 'title', 'publisher', 'authors',
                                               'published_on', 'headers', 'canonical_url', 'words', 'why', 'why_params',
                                               'cuts', 'date_guesses', 'other_text', 'redirects', 'ruled']
        ELSE ARRAY['text', 'blocks', 'spans', 'cuts'] END;
    decided boolean := CASE TG_TABLE_NAME
        WHEN 'annotations_snapshot' THEN EXISTS (
            SELECT 1 FROM annotations_removal r
            WHERE r.removed_at IS NOT NULL AND r.snapshot_id IS NOT NULL AND r.sha256 = to_jsonb(OLD)->>'blob_id')
        ELSE EXISTS (
            SELECT 1 FROM annotations_removal r
            WHERE r.removed_at IS NOT NULL AND r.version_id = (to_jsonb(OLD)->>'id')::bigint) END;
BEGIN
    IF TG_OP = 'UPDATE' AND decided AND NEW.text = '' AND NEW.blocks = '[]'::jsonb AND NEW.spans = '[]'::jsonb
       AND to_jsonb(NEW) - content = to_jsonb(OLD) - content THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% rows are kept as they are: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_kept';
END $$;

CREATE OR REPLACE TRIGGER articleversion_insert_only BEFORE UPDATE OR DELETE ON annotations_articleversion
    FOR EACH ROW EXECUTE FUNCTION content_guard();

CREATE OR REPLACE TRIGGER snapshot_insert_only BEFORE UPDATE OR DELETE ON annotations_snapshot
    FOR EACH ROW EXECUTE FUNCTION content_guard();
