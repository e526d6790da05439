-- What a promise rests on is read as it is now. Under REPEATABLE READ a transaction would read it as it was, so
-- writes are refused there.
CREATE OR REPLACE FUNCTION isolation_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        PERFORM refuse('isolation', 'promises hold under READ COMMITTED and SERIALIZABLE');
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER isolation_guard BEFORE INSERT OR UPDATE ON annotations_approval
    FOR EACH STATEMENT EXECUTE FUNCTION isolation_guard();

CREATE OR REPLACE TRIGGER isolation_guard BEFORE INSERT OR UPDATE ON annotations_checklistanswer
    FOR EACH STATEMENT EXECUTE FUNCTION isolation_guard();

CREATE OR REPLACE TRIGGER isolation_guard BEFORE INSERT OR UPDATE ON annotations_citation
    FOR EACH STATEMENT EXECUTE FUNCTION isolation_guard();

CREATE OR REPLACE TRIGGER isolation_guard BEFORE INSERT OR UPDATE ON annotations_claim
    FOR EACH STATEMENT EXECUTE FUNCTION isolation_guard();

CREATE OR REPLACE TRIGGER isolation_guard BEFORE INSERT OR UPDATE ON annotations_claimreview
    FOR EACH STATEMENT EXECUTE FUNCTION isolation_guard();

CREATE OR REPLACE TRIGGER isolation_guard BEFORE INSERT OR UPDATE ON annotations_label
    FOR EACH STATEMENT EXECUTE FUNCTION isolation_guard();

CREATE OR REPLACE TRIGGER isolation_guard BEFORE INSERT OR UPDATE ON annotations_newsroom
    FOR EACH STATEMENT EXECUTE FUNCTION isolation_guard();

CREATE OR REPLACE TRIGGER isolation_guard BEFORE INSERT OR UPDATE ON annotations_opinion
    FOR EACH STATEMENT EXECUTE FUNCTION isolation_guard();

CREATE OR REPLACE TRIGGER isolation_guard BEFORE INSERT OR UPDATE ON annotations_reviewauthor
    FOR EACH STATEMENT EXECUTE FUNCTION isolation_guard();
