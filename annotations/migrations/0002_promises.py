"""What the database itself promises (README.md, Promises): triggers that no role but the owner can remove.

No session variable switches any of them off. `pgtrigger` was not used for this reason: its triggers can be
silenced by one.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are kept as they are: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_kept';
END $$;
"""

#: Rows that are never changed nor deleted.
INSERT_ONLY = (
    "annotationrange", "approval", "articleversion", "auditevent", "audithead", "blob", "opinion",
    "reviewauthor", "snapshot",
)
#: Rows that change, under rules of their own, but are never deleted.
NEVER_DELETED = ("annotation", "anchor", "appearance", "article", "citation", "claim", "claimreview", "source")


def guards() -> str:
    words = []
    for table in INSERT_ONLY:
        words.append(
            f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON annotations_{table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change();"
        )
    for table in NEVER_DELETED:
        words.append(
            f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON annotations_{table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change();"
        )
    for table in INSERT_ONLY + NEVER_DELETED:
        words.append(
            f"CREATE TRIGGER {table}_never_truncated BEFORE TRUNCATE ON annotations_{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();"
        )
    return "\n".join(words)


REVIEW = """
CREATE FUNCTION refuse(rule text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', message USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $$;

CREATE FUNCTION review_content(r annotations_claimreview) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_array(r.rating, r.label_id, r.summary, r.how_checked, r.not_established, r.looked_for,
                             r.asked, r.asked_on, r.answer, r.correction_reason)
$$;

CREATE FUNCTION review_approved(r annotations_claimreview) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM annotations_approval a
        WHERE a.review_id = r.id AND a.digest = r.digest AND a.submitted_at = r.submitted_at
          AND NOT EXISTS (SELECT 1 FROM annotations_reviewauthor w WHERE w.review_id = r.id AND w.user_id = a.by_id)
    )
$$;

-- What is submitted is what stands in the rows, and newer than every approval so far.
CREATE FUNCTION check_submission(r annotations_claimreview, before timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF r.submitted_at IS NULL OR r.submitted_at <= coalesce(before, '-infinity') THEN
        PERFORM refuse('review_submission', 'each submission is later than the one before');
    END IF;
    IF (r.content->>'rating', r.content->>'summary', r.content->>'how_checked', r.content->>'not_established',
        r.content->>'correction_reason', r.content->>'wording')
       IS DISTINCT FROM
       (r.rating::text, r.summary, r.how_checked, r.not_established, r.correction_reason,
        (SELECT wording FROM annotations_claim WHERE id = r.claim_id)) THEN
        PERFORM refuse('review_submission', 'the submitted content is not what stands in the draft');
    END IF;
END $$;

CREATE FUNCTION claimreview_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'draft' OR num_nonnulls(NEW.content, NEW.submitted_at, NEW.approved_at, NEW.published_at,
            NEW.superseded_at, NEW.retracted_at, NEW.retraction_confirmed_at) > 0 THEN
            PERFORM refuse('review_starts_as_draft', 'a version starts as a draft');
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.claim_id, NEW.number, NEW.author_id, NEW.created_at)
       IS DISTINCT FROM (OLD.id, OLD.claim_id, OLD.number, OLD.author_id, OLD.created_at) THEN
        PERFORM refuse('review_identity', 'a version stays the version of its claim and author');
    END IF;
    IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (
        ('draft', 'in_review'), ('returned', 'in_review'), ('in_review', 'draft'), ('in_review', 'returned'),
        ('approved', 'returned'), ('in_review', 'approved'), ('approved', 'published'),
        ('published', 'superseded'), ('retracted', 'superseded'), ('published', 'retracted')) THEN
        PERFORM refuse('review_step', format('a version cannot go from %s to %s', OLD.status, NEW.status));
    END IF;
    IF review_content(NEW) IS DISTINCT FROM review_content(OLD)
       AND NOT (OLD.status IN ('draft', 'returned') AND NEW.status = OLD.status) THEN
        PERFORM refuse('review_content_frozen', 'content changes in draft and returned only');
    END IF;
    IF (NEW.content, NEW.digest, NEW.submitted_at) IS DISTINCT FROM (OLD.content, OLD.digest, OLD.submitted_at)
       AND NOT (OLD.status IN ('draft', 'returned') AND NEW.status = 'in_review') THEN
        PERFORM refuse('review_content_frozen', 'what was submitted is frozen');
    END IF;
    IF NEW.status = 'in_review' AND OLD.status <> 'in_review' THEN
        PERFORM check_submission(NEW, OLD.submitted_at);
    END IF;
    IF OLD.status NOT IN ('draft', 'returned') AND NEW.changed_by_id <> OLD.changed_by_id THEN
        PERFORM refuse('review_content_frozen', 'who changed it last is part of what is frozen');
    END IF;
    IF (NEW.retracted_at, NEW.retracted_by_id, NEW.retraction_reason)
       IS DISTINCT FROM (OLD.retracted_at, OLD.retracted_by_id, OLD.retraction_reason)
       AND NOT (OLD.status = 'published' AND NEW.status = 'retracted') THEN
        PERFORM refuse('review_retraction_kept', 'a retraction is written once, as it happens');
    END IF;
    IF (NEW.retraction_confirmed_at, NEW.retraction_confirmed_by_id)
       IS DISTINCT FROM (OLD.retraction_confirmed_at, OLD.retraction_confirmed_by_id)
       AND NOT (OLD.status = 'retracted' AND OLD.retraction_confirmed_at IS NULL) THEN
        PERFORM refuse('review_retraction_kept', 'a retraction is confirmed once');
    END IF;
    IF NEW.published_at IS DISTINCT FROM OLD.published_at
       AND NOT (OLD.status = 'approved' AND NEW.status = 'published') THEN
        PERFORM refuse('review_times_kept', 'the time of publication is written as it happens');
    END IF;
    IF NEW.status IN ('approved', 'published') AND NEW.status <> OLD.status AND NOT review_approved(NEW) THEN
        PERFORM refuse('review_four_eyes', 'nobody but its authors approved this content');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claimreview_guard BEFORE INSERT OR UPDATE ON annotations_claimreview
    FOR EACH ROW EXECUTE FUNCTION claimreview_guard();

CREATE FUNCTION note_author(review bigint, writer bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO annotations_reviewauthor (review_id, user_id, created_at)
    VALUES (review, writer, now()) ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION claimreview_authors() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before annotations_claimreview;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF review_content(NEW) IS DISTINCT FROM review_content(OLD) THEN
            PERFORM note_author(NEW.id, NEW.changed_by_id);
        END IF;
    ELSIF NEW.number = 1 THEN
        PERFORM note_author(NEW.id, NEW.author_id);
        PERFORM note_author(NEW.id, NEW.changed_by_id);
    ELSE
        -- Text carried over from the version before makes nobody an author; a reason of correction is new text.
        SELECT * INTO before FROM annotations_claimreview
            WHERE claim_id = NEW.claim_id AND number = NEW.number - 1;
        IF review_content(NEW) IS DISTINCT FROM review_content(before) THEN
            PERFORM note_author(NEW.id, NEW.changed_by_id);
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER claimreview_authors AFTER INSERT OR UPDATE ON annotations_claimreview
    FOR EACH ROW EXECUTE FUNCTION claimreview_authors();

CREATE FUNCTION approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    review annotations_claimreview;
BEGIN
    SELECT * INTO review FROM annotations_claimreview WHERE id = NEW.review_id FOR UPDATE;
    IF review.status <> 'in_review' THEN
        PERFORM refuse('approval_in_review', 'only a version in review can be approved');
    END IF;
    IF review.digest <> NEW.digest OR review.submitted_at <> NEW.submitted_at THEN
        PERFORM refuse('approval_digest', 'this is not the content that was submitted');
    END IF;
    IF EXISTS (SELECT 1 FROM annotations_reviewauthor WHERE review_id = NEW.review_id AND user_id = NEW.by_id) THEN
        PERFORM refuse('approval_four_eyes', 'an author cannot approve this version');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_guard BEFORE INSERT ON annotations_approval
    FOR EACH ROW EXECUTE FUNCTION approval_guard();
"""

CITATION_AND_CLAIM = """
CREATE FUNCTION citation_content(c annotations_citation) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_array(c.source_id, c.stance, c.quoted_words, c.shows, c.locator, c.no_copy_because)
$$;

CREATE FUNCTION citation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    review annotations_claimreview;
    origin annotations_citation;
BEGIN
    SELECT * INTO review FROM annotations_claimreview WHERE id = NEW.review_id FOR UPDATE;
    IF TG_OP = 'UPDATE' AND NEW.review_id <> OLD.review_id THEN
        PERFORM refuse('citation_identity', 'a citation stays with its version');
    END IF;
    IF TG_OP = 'UPDATE' AND citation_content(NEW) = citation_content(OLD)
       AND NEW.removed_at IS NOT DISTINCT FROM OLD.removed_at
       AND NEW.carried_from_id IS NOT DISTINCT FROM OLD.carried_from_id
       AND review.status IN ('draft', 'returned', 'in_review') THEN
        -- Only where the quoted words were found in our copy: a fact, not content.
        RETURN NEW;
    END IF;
    IF review.status NOT IN ('draft', 'returned') THEN
        PERFORM refuse('citation_frozen', 'citations change in draft and returned only');
    END IF;
    IF TG_OP = 'INSERT' AND NEW.carried_from_id IS NOT NULL THEN
        SELECT c.* INTO origin FROM annotations_citation c
            JOIN annotations_claimreview r ON r.id = c.review_id
            WHERE c.id = NEW.carried_from_id AND c.removed_at IS NULL
              AND r.claim_id = review.claim_id AND r.number = review.number - 1;
        IF citation_content(NEW) = citation_content(origin) THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM note_author(NEW.review_id, NEW.changed_by_id);
    RETURN NEW;
END $$;
CREATE TRIGGER citation_guard BEFORE INSERT OR UPDATE ON annotations_citation
    FOR EACH ROW EXECUTE FUNCTION citation_guard();

CREATE FUNCTION claim_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    review annotations_claimreview;
BEGIN
    IF NEW.article_id IS DISTINCT FROM OLD.article_id OR (OLD.slug <> '' AND NEW.slug <> OLD.slug) THEN
        PERFORM refuse('claim_address', 'a claim keeps its article and its public address');
    END IF;
    IF (NEW.wording, NEW.claimant_id, NEW.said_on, NEW.said_precision, NEW.context, NEW.language, NEW.topic)
       IS NOT DISTINCT FROM
       (OLD.wording, OLD.claimant_id, OLD.said_on, OLD.said_precision, OLD.context, OLD.language, OLD.topic) THEN
        RETURN NEW;
    END IF;
    SELECT * INTO review FROM annotations_claimreview
        WHERE claim_id = NEW.id AND status IN ('draft', 'in_review', 'returned', 'approved') FOR UPDATE;
    IF review.id IS NOT NULL AND review.status IN ('draft', 'returned') THEN
        PERFORM note_author(review.id, NEW.changed_by_id);
    ELSIF review.id IS NOT NULL THEN
        PERFORM refuse('claim_frozen', 'the words of a claim do not change while it is in review or approved');
    ELSIF EXISTS (SELECT 1 FROM annotations_claimreview WHERE claim_id = NEW.id) THEN
        PERFORM refuse('claim_frozen', 'the words of a published claim change by a correction only');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_guard BEFORE UPDATE ON annotations_claim FOR EACH ROW EXECUTE FUNCTION claim_guard();
"""

TEXTS = """
CREATE FUNCTION range_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    words text;
BEGIN
    SELECT substr(v.text, NEW.start + 1, NEW."end" - NEW.start) INTO words
        FROM annotations_annotation a JOIN annotations_articleversion v ON v.id = a.version_id
        WHERE a.id = NEW.annotation_id;
    IF words IS DISTINCT FROM NEW.exact THEN
        PERFORM refuse('range_exact', 'the quoted words are not the words of the text at that place');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER range_guard BEFORE INSERT ON annotations_annotationrange
    FOR EACH ROW EXECUTE FUNCTION range_guard();

CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tip annotations_auditevent;
BEGIN
    SELECT * INTO tip FROM annotations_auditevent
        WHERE chain_kind = NEW.chain_kind AND chain_id = NEW.chain_id ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(tip.seq, 0) + 1 OR NEW.prev_hash <> coalesce(tip.hash, '') THEN
        PERFORM refuse('audit_chain', 'an audit event continues its chain');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_guard BEFORE INSERT ON annotations_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_guard();

CREATE FUNCTION anchor_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.decided_by_id IS NOT NULL AND NEW.decided_by_id IS NOT DISTINCT FROM OLD.decided_by_id
       AND (NEW.status, NEW.start, NEW."end") IS NOT DISTINCT FROM (OLD.status, OLD.start, OLD."end") THEN
        RETURN NEW;
    END IF;
    IF OLD.decided_by_id IS NOT NULL AND (NEW.decided_by_id IS NULL OR NEW.decided_by_id = OLD.decided_by_id) THEN
        PERFORM refuse('anchor_decided', 'what a person decided is not overwritten by the machine');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER anchor_guard BEFORE UPDATE ON annotations_anchor FOR EACH ROW EXECUTE FUNCTION anchor_guard();

CREATE FUNCTION annotation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version_id <> OLD.version_id THEN
        PERFORM refuse('annotation_version', 'a highlight stays in its version of the text');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER annotation_guard BEFORE UPDATE ON annotations_annotation
    FOR EACH ROW EXECUTE FUNCTION annotation_guard();
"""

# Names inside the functions are looked up in our schema before anybody's temporary tables.
FUNCTIONS = (
    "refuse_change()", "refuse(text, text)", "review_content(annotations_claimreview)",
    "review_approved(annotations_claimreview)", "check_submission(annotations_claimreview, timestamptz)",
    "claimreview_guard()", "note_author(bigint, bigint)", "claimreview_authors()", "approval_guard()",
    "citation_content(annotations_citation)", "citation_guard()", "claim_guard()", "range_guard()",
    "audit_guard()", "anchor_guard()", "annotation_guard()",
)
SEARCH_PATH = "\n".join(f"ALTER FUNCTION {name} SET search_path = pg_catalog, public, pg_temp;" for name in FUNCTIONS)


class Migration(migrations.Migration):
    dependencies = [("annotations", "0001_initial")]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(REFUSE + guards(), migrations.RunSQL.noop),
        migrations.RunSQL(REVIEW, migrations.RunSQL.noop),
        migrations.RunSQL(CITATION_AND_CLAIM, migrations.RunSQL.noop),
        migrations.RunSQL(TEXTS, migrations.RunSQL.noop),
        migrations.RunSQL(SEARCH_PATH, migrations.RunSQL.noop),
    ]
