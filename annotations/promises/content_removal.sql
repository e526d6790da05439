-- What is removed by law goes from every column that holds a part of it, and nothing else of a kept row changes.

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

CREATE OR REPLACE FUNCTION removed_facts() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (NEW.title, NEW.publisher, NEW.authors, NEW.canonical_url, NEW.words, NEW.headers, NEW.cuts, NEW.date_guesses,
        NEW.other_text, NEW.ruled, NEW.redirects, NEW.why, NEW.why_params)
       IS DISTINCT FROM (''::text, ''::text, ''::text, ''::text, 0, '[]'::jsonb, '[]'::jsonb, '[]'::jsonb,
                         ''::text, ''::text, '[]'::jsonb, 'copy_removed'::text, '{}'::jsonb)
       OR NEW.published_on IS NOT NULL THEN
        PERFORM refuse('annotations_snapshot_kept', 'what is removed is emptied, and told in one sentence');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION remove_content(removal bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    r annotations_removal;
BEGIN
    SELECT * INTO r FROM annotations_removal WHERE id = removal;
    IF r.removed_at IS NULL THEN
        PERFORM refuse('removal_decided', 'a removal must be decided by a second person first');
    END IF;
    IF r.version_id IS NOT NULL THEN
        UPDATE annotations_articleversion SET text = '', blocks = '[]', spans = '[]', cuts = '[]' WHERE id = r.version_id;
    ELSE
        UPDATE annotations_snapshot
        SET text = '', blocks = '[]', spans = '[]', title = '', publisher = '', authors = '', published_on = NULL,
            headers = '[]', canonical_url = '', words = 0, cuts = '[]', date_guesses = '[]',
            other_text = '', ruled = '', redirects = '[]',
            why = 'copy_removed', why_params = '{}'
        WHERE blob_id = r.sha256;
    END IF;
END $$;
