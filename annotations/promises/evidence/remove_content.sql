-- What a decided removal does, with the rights of the owner: the site's own role may not change these rows.
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
