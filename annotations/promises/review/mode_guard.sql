-- A version gets its mode as it is submitted, and a blind one is sealed until somebody has rated it.
CREATE OR REPLACE FUNCTION mode_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    submitting boolean := TG_OP = 'UPDATE' AND NEW.status = 'in_review' AND OLD.status <> 'in_review';
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.mode <> 'one' OR NEW.sealed THEN
            PERFORM refuse('review_mode_kept', 'a version gets its mode as it is submitted');
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.mode <> OLD.mode AND NOT submitting THEN
        PERFORM refuse('review_mode_kept', 'a version gets its mode as it is submitted');
    END IF;
    IF submitting AND NEW.mode <> expected_mode(NEW) THEN
        PERFORM refuse('review_mode', 'this is not the mode that the newsroom asks for');
    END IF;
    IF OLD.sealed AND NEW.status NOT IN ('in_review', 'draft') THEN
        PERFORM refuse('review_sealed', 'somebody rates it before it goes on');
    END IF;
    IF NEW.sealed <> (NEW.status = 'in_review' AND NEW.mode = 'blind'
                      AND NOT EXISTS (SELECT 1 FROM review_voices(NEW))) THEN
        PERFORM refuse('review_sealed', 'a verdict is withheld until somebody has rated it blind, and no longer');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER mode_guard BEFORE INSERT OR UPDATE ON annotations_claimreview
    FOR EACH ROW EXECUTE FUNCTION mode_guard();
