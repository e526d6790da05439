"""Articles with more highlights than anybody would make by hand, written straight into an installation's database."""

from __future__ import annotations

import psycopg

from tests.installation import Installation

FILL = """
WITH places AS (SELECT row_number() OVER () - 1 AS n, exact FROM unnest(%(exacts)s::text[]) AS exact),
claims AS (INSERT INTO annotations_claim (wording, article_id, created_by_id, changed_by_id, created_at, said_precision,
               context, language, why_chosen, topic, set_aside_reason, slug, revision)
           SELECT exact, %(article)s, %(person)s, %(person)s, now(), 'day', '', 'en', '', '', '', '', %(revision)s
           FROM places ORDER BY n RETURNING id),
numbered AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM claims),
reviews AS (INSERT INTO annotations_claimreview (claim_id, number, status, author_id, changed_by_id, rating, summary,
               how_checked, not_established, looked_for, asked, answer, correction_reason, return_comment, digest,
               retraction_reason, created_at, changed_at)
           SELECT id, 1, 'draft', %(person)s, %(person)s, (ARRAY['verified', 'disputed', 'unverifiable', ''])[1 + n %% 4],
               '', '', '', '', '', '', '', '', '', '', now(), now() FROM numbered RETURNING 1),
marks AS (INSERT INTO annotations_annotation (version_id, created_by_id, created_at, revision)
          SELECT %(version)s, %(person)s, now(), %(revision)s FROM places ORDER BY n RETURNING id),
marked AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM marks),
said AS (INSERT INTO annotations_appearance (claim_id, annotation_id, url, description, time_code, is_first,
             created_by_id, created_at)
         SELECT c.id, m.id, '', '', '', true, %(person)s, now() FROM numbered c JOIN marked m USING (n) RETURNING 1)
SELECT id FROM marked ORDER BY n
"""
RANGES = (
    'INSERT INTO annotations_annotationrange (annotation_id, start, "end", exact, prefix, suffix, created_by_id, created_at)'
    " VALUES (%s, %s, %s, %s, '', '', %s, now())"
)


def _words(text: str, start: int, size: int) -> tuple[int, int]:
    """A place of this size inside one paragraph, at `start` or a little before: nobody marks the gap between two."""
    while "\n" in text[start : start + size]:
        start -= size
    return start, start + size


def mark_many(site: Installation, article: int, many: int) -> None:
    """`many` highlights of 24 to 53 code points, evenly over the text, each of a claim of its own."""
    ((version, text, person, revision),) = site.query(
        "SELECT v.id, v.text, a.added_by_id, a.revision + 1 FROM annotations_articleversion v"
        " JOIN annotations_article a ON a.id = v.article_id WHERE a.id = %s",
        article,
    )
    places = [_words(text, n * (len(text) - 60) // many, 24 + n % 30) for n in range(many)]
    exacts = [text[start:end] for start, end in places]
    values = {"article": article, "version": version, "person": person, "exacts": exacts, "revision": revision}
    with psycopg.connect(site.owner_url) as connection, connection.cursor() as cursor:
        cursor.execute(FILL, values)
        keys = [key for (key,) in cursor.fetchall()]
        rows = zip(keys, places, exacts, strict=True)
        cursor.executemany(RANGES, [(key, start, end, exact, person) for key, (start, end), exact in rows])
        cursor.execute("UPDATE annotations_article SET revision = %s WHERE id = %s", [revision, article])
    site.query("ANALYZE")
