"""An e-discussion with days, rounds, a facilitator and talk, and a topic in a standing forum.

All of it is marked: real e-discussions have no days here that nobody entered.
"""

from datetime import date, timedelta

from django.utils import timezone

from forums.actions import join, name_facilitators, open_forum, open_topic
from forums.models import Forum, Topic
from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.moderation.models import Revision
from platform_site.pages.kinds import Snapshot

from ..loading import Say
from .sending import about, decide, submission_key

SLUG, ZONE = "example-e-discussion", "Europe/Zurich"
# First and last day, counted from the day of the load.
OPENS, CLOSES = -9, 19
ROUNDS = (
    (-9, -3, "What we mean by reaching people", "An example question: whom do you not reach yet?"),
    (-2, 8, "What has worked", "An example question: what would you do again, and what not?"),
    (9, 19, "A summary we can all sign", "An example question: what is still missing in it?"),
)
TITLES = {
    "en": (
        "Example: an e-discussion and its rounds",
        "An example of a discussion that is open for some weeks and led by somebody.",
    ),
    "fr": (
        "Exemple : une discussion en ligne et ses étapes",
        "Un exemple de discussion ouverte quelques semaines et animée par quelqu’un.",
    ),
    "es": (
        "Ejemplo: un debate en línea y sus etapas",
        "Un ejemplo de debate abierto durante unas semanas y dirigido por alguien.",
    ),
    "ar": ("مثال: نقاش إلكتروني ومراحله", "مثال لنقاش مفتوح لبضعة أسابيع ويديره شخص."),
}
TEXT = """This is an example. It shows where the purpose of an e-discussion stands, who leads it,
which round it is in, and until when one can write.

When it is over, the facilitator sums it up, and the summary goes into the library."""

# Forum, key, who opened it, language, title, text, codes, and the posts below: who, what.
TOPICS = (
    (
        SLUG,
        "notice",
        "expert",
        "en",
        "Example: a notice in the language of the reader",
        "An example topic. What would a first letter to people say, and in which language?",
        "KHM PA.WTE",
        (
            ("reader", "An example reply: one page, large letters, and a name to ask for."),
            ("trusted", "An example reply: read it aloud to somebody before it is sent."),
            ("colleague", "رد للتمثيل: بلغة القارئ وبكلمات قليلة."),
        ),
    ),
    (
        SLUG,
        "office",
        "trusted",
        "en",
        "Example: an office that comes to the village",
        "An example topic. Nobody has answered it yet: the list says so.",
        "MWI",
        (),
    ),
    (
        "introduce-yourself",
        "hello",
        "colleague",
        "ar",
        "مثال: مرحبًا من العرض",
        "موضوع للتمثيل: هكذا يقدّم المرء نفسه.",
        "",
        (("reader", "An example reply: welcome."),),
    ),
    (
        "financing",
        "cost",
        "reader",
        "en",
        "Example: what belongs into a first estimate of cost?",
        "An example topic that a reviewer read first, because it was the first of its author.",
        "BB.FIN",
        (("expert", "An example reply: who is covered, how much, for how long. Then prices."),),
    ),
)


def load_forums(*, people: dict[str, User], say: Say) -> None:
    """Forums that the reference data has not brought are left out with their topics."""
    _e_discussion(people)
    forums = {one.slug: one for one in Forum.objects.filter(translation_of__isnull=True)}
    for slug, key, by, language, title, text, codes, posts in TOPICS:
        if slug not in forums:
            continue
        proposal = _proposal(language=language, title=title, text=text, codes=codes)
        topic = _topic(forums[slug], proposal, key=key, by=people[by], people=people)
        for number, (author, words) in enumerate(posts):
            write_post(
                page=topic,
                by=people[author],
                source=words,
                language="ar" if author == "colleague" else "en",
                key=submission_key(f"forum {key} {number}"),
            )
    say(f"demonstration: an e-discussion, {len(TOPICS)} topics")


def _e_discussion(people: dict[str, User]) -> None:
    if Forum.objects.filter(slug=SLUG).exists():
        return
    forum = _version("en", None)
    for language in TITLES:
        if language != "en":
            _version(language, forum)
    name_facilitators(forum=forum, people=[people["expert"]])
    for key in ("reader", "trusted", "colleague"):
        join(forum=forum, by=people[key])


def _version(language: str, original: Forum | None) -> Forum:
    title, summary = TITLES[language]
    dated: Snapshot = {
        "opens_on": _day(OPENS).isoformat(),
        "closes_on": _day(CLOSES).isoformat(),
        "zone": ZONE,
        "rounds": {
            str(number): {
                "title": name,
                "question": question,
                "starts_on": _day(first).isoformat(),
                "ends_on": _day(last).isoformat(),
            }
            for number, (first, last, name, question) in enumerate(ROUNDS, start=1)
        },
    }
    said = {"title": title, "summary": summary, "language": language, "type": "e-discussion"}
    return open_forum(
        content=said | {"order": 15} | ({"text": TEXT} | dated if original is None else {}),
        slug=SLUG,
        original=original,
        is_demonstration=True,
    )


def _day(offset: int) -> date:
    return timezone.now().date() + timedelta(days=offset)


def _proposal(*, language: str, title: str, text: str, codes: str) -> Snapshot:
    return {
        "title": title,
        "summary": text,
        "text": text,
        "language": language,
        "subjects": about(codes),
        "tags": {},
    }


def _topic(
    forum: Forum, proposal: Snapshot, *, key: str, by: User, people: dict[str, User]
) -> Topic:
    name = submission_key(f"topic {key}")
    held = Revision.objects.filter(submission_key=name).first()
    # A second load comes perhaps after the discussion closed: what is there is only found.
    revision = held or open_topic(
        forum=forum, proposal=proposal, by=by, key=name, is_demonstration=True
    )
    decide(revision, state="published", by=people["reviewer"])
    return Topic.objects.get(pk=revision.page_id)
