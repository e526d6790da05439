-- What of an answer counts as a change.
CREATE OR REPLACE FUNCTION checklist_content(a annotations_checklistanswer) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_array(a.question_id, a.words, a.answer, a.note)
$$;
