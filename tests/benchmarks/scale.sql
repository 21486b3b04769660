-- A community of any size, made set by set. Every draw is a hash of the row's number, so two runs
-- of one size are the same. Read by scale.py, which says what stands between the brackets.

CREATE OR REPLACE FUNCTION pg_temp.draw(n bigint, purpose int) RETURNS float8
LANGUAGE sql IMMUTABLE
RETURN (hashint8extended(n, purpose) & 1073741823)::float8 / 1073741824;

CREATE OR REPLACE FUNCTION pg_temp.pick(words text[], n bigint, purpose int) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN words[1 + floor(pg_temp.draw(n, purpose) * cardinality(words))::int];

CREATE TEMPORARY TABLE first ON COMMIT DROP AS SELECT
  (SELECT coalesce(max(id), 0) FROM pages_page) AS page,
  (SELECT coalesce(max(id), 0) FROM accounts_user) AS person,
  (SELECT coalesce(max(id), 0) FROM access_circle) AS circle;

INSERT INTO accounts_user (id, password, is_superuser, is_active, is_staff, email, display_name)
SELECT first.person + n, '!', false, true, false, 'person' || n || '@bench.example', 'Person ' || n
FROM first, generate_series(1, %(people)s) AS n;

INSERT INTO access_circle (id) SELECT first.circle + n FROM first, generate_series(1, %(circles)s) AS n;

INSERT INTO access_membership (circle_id, user_id, role)
SELECT first.circle + 1 + (n * 7 + k * 61) %% %(circles)s, first.person + n, 'member'
FROM first, generate_series(1, %(people)s) AS n,
  generate_series(1, CASE WHEN n = %(people)s THEN %(many)s ELSE %(few)s END) AS k
ON CONFLICT DO NOTHING;

INSERT INTO moderation_postingright (user_id, domain, level, reason)
SELECT first.person + %(people)s, '', 'trusted', 'Known' FROM first;

-- Four in five are articles; the others stand for kinds that have no table of their own yet.
CREATE TEMPORARY TABLE drawn ON COMMIT DROP AS SELECT
  first.page + n AS id,
  n,
  pg_temp.draw(n, 1) AS fate,
  pg_temp.draw(n, 2) AS privacy,
  n %% 10 = 0 AND n > 1 AS is_translation,
  now() - make_interval(secs => (%(size)s - n) * 157680000.0 / %(size)s) AS at,
  CASE WHEN pg_temp.draw(CASE WHEN n %% 10 = 0 THEN n - 1 ELSE n END, 3) < 0.8
    THEN 'article' ELSE 'resource' END AS kind
FROM first, generate_series(1, %(size)s) AS n;

INSERT INTO pages_page (
  id, kind, subtype, slug, language, title, summary, state, audience, version,
  is_demonstration, created_at, changed_at, published_at, circle_id, contributor_id,
  translation_of_id
)
SELECT
  id, kind,
  pg_temp.pick('{news,press-release,statement,feature,call,measure,announcement}', n, 4),
  'bench-' || n,
  CASE WHEN is_translation THEN pg_temp.pick('{fr,es,ar}', n, 5) ELSE 'en' END,
  concat_ws(' ',
    pg_temp.pick(%(words)s, n, 11), pg_temp.pick(%(words)s, n, 12), pg_temp.pick(%(words)s, n, 13),
    pg_temp.pick(%(words)s, n, 14), pg_temp.pick(%(words)s, n, 15), n),
  concat_ws(' ',
    pg_temp.pick(%(words)s, n, 21), pg_temp.pick(%(words)s, n, 22), pg_temp.pick(%(words)s, n, 23),
    pg_temp.pick(%(words)s, n, 24), pg_temp.pick(%(words)s, n, 25), pg_temp.pick(%(words)s, n, 26),
    pg_temp.pick(%(words)s, n, 27), pg_temp.pick(%(words)s, n, 28), pg_temp.pick(%(words)s, n, 29)),
  CASE WHEN fate < 0.02 THEN 'draft' WHEN fate < 0.05 THEN 'pending' WHEN fate < 0.06 THEN 'archived'
    ELSE 'published' END,
  CASE WHEN privacy < 0.1 THEN 'circle' WHEN privacy < 0.15 THEN 'members' ELSE 'public' END,
  1, false, at, at,
  CASE WHEN fate >= 0.05 THEN at END,
  CASE WHEN privacy < 0.1 THEN first.circle + 1 + floor(pg_temp.draw(n, 6) * %(circles)s)::int END,
  first.person + 1 + floor(pg_temp.draw(n, 7) * %(people)s)::int,
  CASE WHEN is_translation THEN id - 1 END
FROM drawn, first;

INSERT INTO news_article (page_ptr_id, kicker, link, credit, quote, quote_by, quote_role)
SELECT id, '', '', '', '', '', '' FROM drawn
WHERE kind = 'article';

CREATE TEMPORARY TABLE paragraph ON COMMIT DROP AS
SELECT p, string_agg(pg_temp.pick(%(words)s, p * 100 + w, 31), ' ' ORDER BY w) AS text
FROM generate_series(0, 999) AS p, generate_series(1, 60) AS w GROUP BY p;
CREATE UNIQUE INDEX ON paragraph (p);

INSERT INTO pages_pagetext (page_id, source, html)
SELECT drawn.id, paragraph.text, '<p>' || paragraph.text || '</p>'
FROM drawn JOIN paragraph ON paragraph.p = floor(pg_temp.draw(n, 32) * 1000)::int;

-- Few subjects have most of the pages, as everywhere.
CREATE TEMPORARY TABLE subject ON COMMIT DROP AS
SELECT page_ptr_id AS id, row_number() OVER (ORDER BY md5(code)) - 1 AS place
FROM pages_subject;

CREATE TEMPORARY TABLE named ON COMMIT DROP AS
SELECT DISTINCT ON (drawn.id, subject.id) drawn.id AS page_id, subject.id AS subject_id,
  4 - k AS strength
FROM drawn CROSS JOIN generate_series(1, 3) AS k
JOIN subject ON subject.place
  = floor(pg_temp.draw(n, 40 + k) * pg_temp.draw(n, 50 + k) * (SELECT count(*) FROM subject))
WHERE NOT is_translation ORDER BY drawn.id, subject.id, k;

INSERT INTO pages_pagesubject (
  page_id, subject_id, strength, is_direct, kind, audience, circle_id, published_at
)
SELECT DISTINCT ON (link.page_id, link.subject_id)
  link.page_id, link.subject_id, link.strength, link.is_direct, page.kind, page.audience,
  page.circle_id, CASE WHEN page.state = 'published' THEN page.published_at END
FROM (
  SELECT page_id, subject_id, strength, true AS is_direct FROM named
  UNION ALL
  SELECT page_id, ancestor_id, strength, false FROM named JOIN pages_subjectancestor USING (subject_id)
) AS link
JOIN pages_page AS page ON page.id = link.page_id
ORDER BY link.page_id, link.subject_id, link.is_direct DESC, link.strength DESC;

INSERT INTO discussions_post (page_id, number, author_id, language, source, html, hidden_reason, written_at)
SELECT drawn.id, k, first.person + 1 + (n + k) %% %(people)s, 'en', paragraph.text,
  '<p>' || paragraph.text || '</p>', '', at + make_interval(hours => k)
FROM drawn JOIN paragraph ON paragraph.p = n %% 1000, first, generate_series(1, %(posts)s) AS k
WHERE n %% 10 = 1;

INSERT INTO pages_pagecounters (page_id, posts, followers, last_post_at)
SELECT id, CASE WHEN n %% 10 = 1 THEN %(posts)s ELSE 0 END, 0,
  CASE WHEN n %% 10 = 1 THEN at + make_interval(hours => %(posts)s) END
FROM drawn WHERE NOT is_translation;

INSERT INTO activity_activity (verb, actor_id, page_id, detail, happened_at)
SELECT 'published', contributor_id, id, '{}', published_at FROM pages_page
WHERE id IN (SELECT id FROM drawn WHERE kind = 'article') AND state = 'published' ORDER BY id;

-- The ids were written by hand; the next row must not get one of them.
SELECT setval(pg_get_serial_sequence('pages_page', 'id'), (SELECT max(id) FROM pages_page));
SELECT setval(pg_get_serial_sequence('accounts_user', 'id'), (SELECT max(id) FROM accounts_user));
SELECT setval(pg_get_serial_sequence('access_circle', 'id'), (SELECT max(id) FROM access_circle));
