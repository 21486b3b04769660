"""From what happened to who is told: one statement for a batch of activities.

The rules of visibility stand here a third time, in SQL over people × pages, beside
`pages.models.visibility` and `pages.permissions.can_view`; a test holds them equal.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connection, transaction

from platform_site.search.standing import CONDITION

from .. import rules
from ..models import Frequency, Outbox

BATCH = 200

# An automatic follow never changes one that is there: a mute stays a mute, the first reason the
# reason. Whoever contributed a page hears of changes to it, too.
FOLLOW_BY_DOING = """
INSERT INTO notifications_follow (user_id, page_id, level, frequency, reason, followed_at)
SELECT DISTINCT ON (1, 2) a.actor_id, COALESCE(p.translation_of_id, p.id),
       CASE %(reasons)s::jsonb ->> a.verb WHEN 'contributed' THEN 'tracking' ELSE 'normal' END, '',
       %(reasons)s::jsonb ->> a.verb, a.happened_at
  FROM activity_activity a JOIN pages_page p ON p.id = a.page_id
 WHERE a.id = ANY(%(activities)s::bigint[])
   AND a.actor_id IS NOT NULL AND %(reasons)s::jsonb ? a.verb
 -- In the order of pages, as everyone who counts followers does it: no deadlock.
 ORDER BY 2, 1, a.happened_at
ON CONFLICT (user_id, page_id) DO NOTHING
"""

# After the telling: only who was told, and so may see the page, was mentioned to any effect.
FOLLOW_WHEN_MENTIONED = """
INSERT INTO notifications_follow (user_id, page_id, level, frequency, reason, followed_at)
SELECT DISTINCT ON (1, 2) a.concerns_id, COALESCE(p.translation_of_id, p.id), 'normal', '',
       'mentioned', a.happened_at
  FROM activity_activity a
  JOIN pages_page p ON p.id = a.page_id
  JOIN notifications_delivery d
       ON d.activity_id = a.id AND d.person_id = a.concerns_id AND d.channel = 'inbox'
 WHERE a.id = ANY(%(activities)s::bigint[]) AND a.verb = 'mentioned'
 ORDER BY 2, 1, a.happened_at
ON CONFLICT (user_id, page_id) DO NOTHING
"""

# `near` is 0 for what is owed, 1 for the page itself, 2 for what is above it, 3 for a search that
# finds it: the nearest reason wins, and a mute silences what is as far away as itself or farther.
TELL = f"""
WITH happened AS (
  SELECT a.id, a.verb, a.actor_id, a.concerns_id, a.happened_at, p.id AS page_id,
         COALESCE(p.translation_of_id, p.id) AS root_id,
         p.state, p.audience, p.circle_id, p.contributor_id,
         (a.detail ->> 'revision')::bigint AS revision_id,
         -- An answer that also mentions somebody is two activities and one post.
         CASE WHEN a.verb = ANY(%(talk)s::text[]) AND a.detail ? 'post'
              THEN 'post ' || (a.detail ->> 'post') ELSE a.id::text END AS thing,
         CASE a.verb WHEN 'published' THEN p.contributor_id ELSE a.actor_id END AS author_id
    FROM activity_activity a JOIN pages_page p ON p.id = a.page_id
   WHERE a.id = ANY(%(activities)s::bigint[])
), searches AS MATERIALIZED (
  -- Read once each. What is about a subject that was hidden since can't be asked for any more.
  SELECT s.id, s.user_id, s.match::tsquery AS match, s.kind, s.subtype, s.language, s.year,
         s.about_id, s.frequency, s.followed_at
    FROM notifications_savedsearch s LEFT JOIN pages_page p ON p.id = s.about_id
   WHERE (s.about_id IS NULL OR p.state = 'published' AND p.circle_id IS NULL)
     AND EXISTS (SELECT FROM happened WHERE verb = ANY(%(to_searches)s::text[]))
), above AS (
  SELECT h.id, s.subject_id AS page_id, s.is_direct
    FROM happened h JOIN pages_pagesubject s ON s.page_id = h.root_id
   UNION ALL
  SELECT h.id, l.target_id, true
    FROM happened h JOIN pages_pagelink l ON l.page_id = h.root_id AND l.kind = 'within'
   UNION ALL
  -- A person is followed by their own page, and only in what everybody may see.
  SELECT h.id, person.id, true
    FROM happened h
    JOIN pages_page person ON person.contributor_id = h.author_id
                          AND person.kind = ANY(%(personal)s::text[])
   WHERE person.state = 'published' AND person.id <> h.root_id
     AND h.state = 'published' AND h.audience = 'public'
), reasons AS (
  SELECT h.id, f.user_id, 'follow' AS because, f.page_id AS followed_id, 1 AS near,
         true AS is_direct, f.level, f.frequency, NULL::bigint AS search_id
    FROM happened h
    JOIN notifications_follow f ON f.page_id = h.root_id
   WHERE f.level = 'muted'
      OR (%(of_page)s::jsonb -> h.verb ? f.level AND f.followed_at <= h.happened_at)
   UNION ALL
  SELECT h.id, f.user_id, 'follow', f.page_id, 2, above.is_direct, f.level, f.frequency, NULL
    FROM happened h
    JOIN above ON above.id = h.id
    JOIN notifications_follow f ON f.page_id = above.page_id
   WHERE f.level = 'muted'
      OR (%(from_above)s::jsonb -> h.verb ? f.level AND f.followed_at <= h.happened_at)
   UNION ALL
  SELECT h.id, h.concerns_id, 'to_me', NULL,
         CASE WHEN h.verb = ANY(%(talk)s::text[]) THEN 1 ELSE 0 END, true, '', '', NULL
    FROM happened h
   WHERE h.concerns_id IS NOT NULL AND h.verb = ANY(%(to_one)s::text[])
   UNION ALL
  SELECT h.id, search.user_id, 'search', NULL, 3, true, '', search.frequency, search.id
    FROM happened h
    JOIN search_searchentry entry ON entry.page_id = h.page_id
    JOIN searches search ON {CONDITION}
   WHERE h.verb = ANY(%(to_searches)s::text[]) AND search.followed_at <= h.happened_at
   UNION ALL
  SELECT h.id, reviewer, 'review', NULL, 2, true, '', '', NULL
    FROM happened h CROSS JOIN unnest(%(reviewers)s::bigint[]) AS reviewer
   WHERE h.verb = ANY(%(to_reviewers)s::text[])
     -- A reviewer who has named languages is told of what is sent in those; of reports, always.
     AND NOT EXISTS (SELECT FROM moderation_reviewlanguages l JOIN moderation_revision v
                         ON v.id = h.revision_id AND v.language <> ALL (l.languages)
                      WHERE l.user_id = reviewer)
), weighed AS (
  SELECT r.*, h.verb, h.thing,
         COALESCE(r.near >= min(r.near) FILTER (WHERE r.level = 'muted')
                            OVER (PARTITION BY r.id, r.user_id), false) AS is_silenced,
         CASE r.because
           WHEN 'to_me' THEN COALESCE(m.to_me, 'now')
           WHEN 'review' THEN COALESCE(m.review, 'never')
           ELSE CASE WHEN m.follows = 'never' THEN 'never'
                     ELSE COALESCE(NULLIF(r.frequency, ''), m.follows, 'daily') END
         END AS often,
         COALESCE(m.digest, true) AS has_digest,
         COALESCE(m.paused_until > statement_timestamp(), false) AS is_paused
    FROM reasons r
    JOIN happened h ON h.id = r.id
    LEFT JOIN notifications_mailpreference m ON m.user_id = r.user_id
), chosen AS (
  SELECT DISTINCT ON (w.id, w.user_id) w.*
    FROM weighed w
    JOIN happened h ON h.id = w.id
    JOIN accounts_user u ON u.id = w.user_id AND u.is_active
   WHERE w.level <> 'muted'
     AND w.user_id IS DISTINCT FROM h.actor_id
     AND (w.because = 'review' OR h.verb <> ALL (%(hushed)s::text[])
          OR NOT EXISTS (SELECT FROM accounts_block k
                          WHERE k.person_id = w.user_id AND k.blocked_id = h.author_id))
     AND ((h.state = 'published' OR h.contributor_id = w.user_id)
          AND (h.circle_id IS NULL
               OR EXISTS (SELECT FROM access_membership b
                           WHERE b.circle_id = h.circle_id AND b.user_id = w.user_id))
          OR EXISTS (SELECT FROM pages_pagegrant g
                      WHERE g.page_id = h.page_id AND g.user_id = w.user_id)
          OR h.circle_id IS NULL AND h.state <> 'draft'
             AND w.user_id = ANY(%(reviewers)s::bigint[]))
   ORDER BY w.id, w.user_id, w.is_silenced, w.near, w.because = 'to_me' DESC,
            array_position(%(soonest_first)s::text[], w.often::text), w.is_direct DESC,
            w.followed_id, w.search_id
), told AS (
  SELECT c.*,
         row_number() OVER (PARTITION BY c.thing, c.user_id
                            ORDER BY c.is_silenced, c.because = 'to_me' DESC,
                                     c.verb = 'mentioned' DESC, c.id) > 1 AS is_again,
         CASE WHEN c.often = 'now' AND c.is_paused AND c.has_digest
              THEN 'daily' ELSE c.often END AS channel_often,
         c.often = 'now' OR c.often <> 'never' AND c.has_digest AS wants_mail
    FROM chosen c
)
INSERT INTO notifications_delivery
       (person_id, activity_id, channel, because, followed_id, search_id, frequency, state,
        skipped_because, settled_at)
SELECT user_id, id, channel, because, followed_id, search_id,
       CASE channel WHEN 'digest' THEN channel_often ELSE '' END, channels.state, why_not,
       CASE channels.state WHEN 'waiting' THEN NULL ELSE statement_timestamp() END
  FROM told
 CROSS JOIN LATERAL (
   SELECT 'inbox' AS channel, 'sent' AS state, '' AS why_not
    WHERE NOT is_silenced AND NOT is_again
    UNION ALL
   SELECT CASE channel_often WHEN 'now' THEN 'mail' ELSE 'digest' END, 'waiting', ''
    WHERE wants_mail AND NOT is_silenced AND NOT is_again
    UNION ALL
   -- What the list of mails says was not sent. A reviewer who never asked for mail is not told so.
   SELECT 'mail', 'skipped', CASE WHEN is_silenced THEN 'muted'
                                  WHEN is_again THEN 'duplicate' ELSE 'stopped' END
    WHERE wants_mail AND (is_silenced OR is_again)
       OR NOT wants_mail AND NOT is_silenced AND NOT is_again AND because <> 'review'
 ) AS channels
ON CONFLICT (person_id, activity_id, channel) DO NOTHING
"""  # noqa: S608 (joined with a constant of ours)


def fan_out(*, batch: int = BATCH) -> int:
    """Tells of everything in the outbox; returns how many activities that was."""
    total = 0
    while done := _fan_out_batch(batch):
        total += done
    return total


@transaction.atomic
def _fan_out_batch(batch: int) -> int:
    """A crash leaves the batch in the outbox; a second run at the same time takes other rows."""
    waiting = Outbox.objects.order_by("pk").select_for_update(skip_locked=True)
    activities = list(waiting.values_list("pk", flat=True)[:batch])
    if not activities:
        return 0
    with connection.cursor() as cursor:
        reasons = json.dumps(rules.FOLLOWS_BY_DOING)
        cursor.execute(FOLLOW_BY_DOING, {"activities": activities, "reasons": reasons})
        cursor.execute(TELL, _parameters(activities))
        cursor.execute(FOLLOW_WHEN_MENTIONED, {"activities": activities})
    Outbox.objects.filter(pk__in=activities).delete()
    return len(activities)


def _parameters(activities: list[int]) -> dict[str, Any]:
    return {
        "activities": activities,
        "of_page": json.dumps(rules.OF_PAGE),
        "from_above": json.dumps(rules.FROM_ABOVE),
        "talk": _values(rules.TALK),
        "personal": rules.personal_kinds(),
        "to_one": _values(rules.to_one()),
        "hushed": _values(rules.HUSHED),
        "to_searches": _values(rules.TO_SEARCHES),
        "to_reviewers": _values(rules.to_reviewers()),
        "reviewers": _reviewers(),
        "soonest_first": Frequency.values,
    }


def _values(verbs: Iterable[str]) -> list[str]:
    """As plain words: the driver would send the name of a choice, not what it says."""
    return [str(verb) for verb in verbs]


def _reviewers() -> list[int]:
    """The ids of those whose `is_reviewer` is true."""
    people = ModelBackend().with_perm("moderation.decide_revision")
    return list(people.filter(is_staff=True).values_list("pk", flat=True))
