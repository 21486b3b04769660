"""From what happened to who is told: one statement for a batch of activities.

The rules of visibility stand here a third time, in SQL over people × pages, beside
`pages.models.visibility` and `pages.permissions.can_view`; a test holds them equal.
"""

import json
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connection, transaction

from platform_site.activity.models import Activity
from platform_site.search.standing import CONDITION

from ..models import Outbox

BATCH = 200

# Whose follow of the page itself is told of a verb, and whose follow of one of its subjects.
TOLD_TO_FOLLOWERS = [Activity.Verb.PUBLISHED, Activity.Verb.REVISED, Activity.Verb.REPLIED]
SUBJECT_LEVELS = {
    Activity.Verb.PUBLISHED: ["normal", "tracking", "watching"],
    Activity.Verb.REVISED: ["tracking", "watching"],
    Activity.Verb.REPLIED: ["watching"],
}
# A decision is owed to whoever asked for it, and a message is for nobody else: even when they
# muted the page.
OWED = [
    *(Activity.Verb.DECIDED, Activity.Verb.CONTACTED),
    *(Activity.Verb.ANSWERED, Activity.Verb.INSPECTED),
]
TOLD_TO_ONE = [
    *(*OWED, Activity.Verb.MENTIONED, Activity.Verb.REPLIED),
    *(Activity.Verb.ASKED, Activity.Verb.JOINED, Activity.Verb.OFFERED, Activity.Verb.HANDED),
    Activity.Verb.ASSIGNED,
]
TOLD_TO_REVIEWERS = [
    Activity.Verb.CONTRIBUTED,
    Activity.Verb.SUGGESTED,
    Activity.Verb.REPORTED,
]
TOLD_TO_SEARCHES = [Activity.Verb.PUBLISHED]
FOLLOWS_BY_DOING = {Activity.Verb.PUBLISHED: "contributed", Activity.Verb.REPLIED: "commented"}

FOLLOW_OWN = """
INSERT INTO notifications_follow (user_id, page_id, level, frequency, reason, followed_at)
SELECT DISTINCT ON (1, 2) a.actor_id, COALESCE(p.translation_of_id, p.id), 'normal', '',
       %(reasons)s::jsonb ->> a.verb, a.happened_at
  FROM activity_activity a JOIN pages_page p ON p.id = a.page_id
 WHERE a.id = ANY(%(activities)s::bigint[])
   AND a.actor_id IS NOT NULL AND %(reasons)s::jsonb ? a.verb
 -- In the order of pages, as everyone who counts followers does it: no deadlock.
 ORDER BY 2, 1, a.happened_at
ON CONFLICT (user_id, page_id) DO NOTHING
"""

# `near` is 0 for what is owed, 1 for the page itself, 2 for a subject of it, 3 for a search that
# finds it: the nearest reason wins, and a mute silences what is as far away as itself or farther.
TELL = f"""
WITH happened AS (
  SELECT a.id, a.verb, a.actor_id, a.concerns_id, a.happened_at, p.id AS page_id,
         COALESCE(p.translation_of_id, p.id) AS root_id,
         p.state, p.circle_id, p.contributor_id, (a.detail ->> 'revision')::bigint AS revision_id
    FROM activity_activity a JOIN pages_page p ON p.id = a.page_id
   WHERE a.id = ANY(%(activities)s::bigint[])
), searches AS MATERIALIZED (
  -- Read once each. What is about a subject that was hidden since can't be asked for any more.
  SELECT s.id, s.user_id, s.match::tsquery AS match, s.kind, s.subtype, s.language, s.year,
         s.about_id, s.frequency, s.followed_at
    FROM notifications_savedsearch s LEFT JOIN pages_page p ON p.id = s.about_id
   WHERE (s.about_id IS NULL OR p.state = 'published' AND p.circle_id IS NULL)
     AND EXISTS (SELECT FROM happened WHERE verb = ANY(%(told_to_searches)s::text[]))
), reasons AS (
  SELECT h.id, f.user_id, 'follow' AS because, f.page_id AS followed_id, 1 AS near,
         true AS is_direct, f.level, f.frequency, NULL::bigint AS search_id
    FROM happened h
    JOIN notifications_follow f ON f.page_id = h.root_id
   WHERE h.verb = ANY(%(told_to_followers)s::text[])
     AND (f.level = 'muted' OR f.followed_at <= h.happened_at)
   UNION ALL
  SELECT h.id, f.user_id, 'follow', f.page_id, 2, s.is_direct, f.level, f.frequency, NULL
    FROM happened h
    JOIN pages_pagesubject s ON s.page_id = h.root_id
    JOIN notifications_follow f ON f.page_id = s.subject_id
   WHERE f.level = 'muted'
      OR (%(subject_levels)s::jsonb -> h.verb ? f.level AND f.followed_at <= h.happened_at)
   UNION ALL
  -- What lies within another page, as a topic in its forum, is told as what is about a subject.
  SELECT h.id, f.user_id, 'follow', f.page_id, 2, true, f.level, f.frequency, NULL
    FROM happened h
    JOIN pages_pagelink l ON l.page_id = h.root_id AND l.kind = 'within'
    JOIN notifications_follow f ON f.page_id = l.target_id
   WHERE f.level = 'muted'
      OR (%(subject_levels)s::jsonb -> h.verb ? f.level AND f.followed_at <= h.happened_at)
   UNION ALL
  SELECT h.id, h.concerns_id, 'to_me', NULL,
         CASE WHEN h.verb = ANY(%(owed)s::text[]) THEN 0 ELSE 1 END, true, '', '', NULL
    FROM happened h
   WHERE h.concerns_id IS NOT NULL AND h.verb = ANY(%(told_to_one)s::text[])
   UNION ALL
  SELECT h.id, search.user_id, 'search', NULL, 3, true, '', search.frequency, search.id
    FROM happened h
    JOIN search_searchentry entry ON entry.page_id = h.page_id
    JOIN searches search ON {CONDITION}
   WHERE h.verb = ANY(%(told_to_searches)s::text[]) AND search.followed_at <= h.happened_at
   UNION ALL
  SELECT h.id, reviewer, 'review', NULL, 2, true, '', '', NULL
    FROM happened h CROSS JOIN unnest(%(reviewers)s::bigint[]) AS reviewer
   WHERE h.verb = ANY(%(told_to_reviewers)s::text[])
     -- A reviewer who has named languages is told of what is sent in those; of reports, always.
     AND NOT EXISTS (SELECT FROM moderation_reviewlanguages l JOIN moderation_revision v
                         ON v.id = h.revision_id AND v.language <> ALL (l.languages)
                      WHERE l.user_id = reviewer)
), weighed AS (
  SELECT r.*, min(r.near) FILTER (WHERE r.level = 'muted')
              OVER (PARTITION BY r.id, r.user_id) AS muted,
         CASE r.because
           WHEN 'to_me' THEN COALESCE(m.to_me, 'now')
           WHEN 'review' THEN COALESCE(m.review, 'never')
           ELSE CASE WHEN m.follows = 'never' THEN 'never'
                     ELSE COALESCE(NULLIF(r.frequency, ''), m.follows, 'daily') END
         END AS often, COALESCE(m.daily_digest, true) AS has_digest
    FROM reasons r LEFT JOIN notifications_mailpreference m ON m.user_id = r.user_id
), chosen AS (
  SELECT DISTINCT ON (w.id, w.user_id) w.*
    FROM weighed w
    JOIN happened h ON h.id = w.id
    JOIN accounts_user u ON u.id = w.user_id AND u.is_active
   WHERE w.level <> 'muted' AND (w.muted IS NULL OR w.near < w.muted)
     AND w.user_id IS DISTINCT FROM h.actor_id
     AND ((h.state = 'published' OR h.contributor_id = w.user_id)
          AND (h.circle_id IS NULL
               OR EXISTS (SELECT FROM access_membership b
                           WHERE b.circle_id = h.circle_id AND b.user_id = w.user_id))
          OR EXISTS (SELECT FROM pages_pagegrant g
                      WHERE g.page_id = h.page_id AND g.user_id = w.user_id)
          OR h.circle_id IS NULL AND h.state <> 'draft'
             AND w.user_id = ANY(%(reviewers)s::bigint[]))
   ORDER BY w.id, w.user_id, w.near, w.because = 'to_me' DESC,
            array_position(ARRAY['now', 'daily', 'never'], w.often), w.is_direct DESC,
            w.followed_id, w.search_id
)
INSERT INTO notifications_delivery
       (person_id, activity_id, channel, because, followed_id, search_id, state, settled_at)
SELECT user_id, id, channel, because, followed_id, search_id,
       CASE channel WHEN 'inbox' THEN 'sent' ELSE 'waiting' END,
       CASE channel WHEN 'inbox' THEN statement_timestamp() END
  FROM chosen
 CROSS JOIN LATERAL (
   SELECT 'inbox' AS channel
    UNION ALL SELECT 'mail' WHERE often = 'now'
    UNION ALL SELECT 'digest' WHERE often = 'daily' AND has_digest) AS channels
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
        cursor.execute(FOLLOW_OWN, {"activities": activities, "reasons": _json(FOLLOWS_BY_DOING)})
        cursor.execute(TELL, _parameters(activities))
    Outbox.objects.filter(pk__in=activities).delete()
    return len(activities)


def _parameters(activities: list[int]) -> dict[str, Any]:
    return {
        "activities": activities,
        "told_to_followers": _values(TOLD_TO_FOLLOWERS),
        "subject_levels": _json(SUBJECT_LEVELS),
        "owed": _values(OWED),
        "told_to_one": _values(TOLD_TO_ONE),
        "told_to_searches": _values(TOLD_TO_SEARCHES),
        "told_to_reviewers": _values(TOLD_TO_REVIEWERS),
        "reviewers": _reviewers(),
    }


def _json(value: object) -> str:
    return json.dumps(value)


def _values(verbs: list[Activity.Verb]) -> list[str]:
    return [verb.value for verb in verbs]


def _reviewers() -> list[int]:
    """The ids of those whose `is_reviewer` is true."""
    people = ModelBackend().with_perm("moderation.decide_revision")
    return list(people.filter(is_staff=True).values_list("pk", flat=True))
