"""How the platform works, told as news: texts, comments, suggestions and a report."""

from pathlib import Path

from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.moderation.actions import contribute_page, report_problem, suggest_change
from platform_site.moderation.models import ProblemReport
from platform_site.pages import kinds
from platform_site.pages.models import Page

from ..loading import Say, read_parts
from .sending import TEXTS, about, decide, submission_key

FIELDS = {"title", "summary", "language", "type", "kicker", "about", "by", "state"}

# Text, who wrote it, and what they wrote below it.
COMMENTS = (
    ("01-first-steps", "reader", "I closed the receipt too soon. It is on my page, too."),
    ("01-first-steps", "expert", "Its address works without signing in: keep it."),
    ("01-first-steps", "colleague", "جربت ذلك بالعربية أيضًا، والصفحة تُقرأ من اليمين إلى اليسار."),
    ("02-read-a-country", "reader", "What does the dashed part of a line mean?"),
    ("02-read-a-country", "expert", "More than five years lie between the two values."),
    ("03-follow", "reader", "Can I follow a region without following each country in it?"),
    ("03-follow", "trusted", "Yes. What is about a country below it is about the region, too."),
    ("06-group", "colleague", "شكرًا، هذا أوضح من متوسط بلا أوزان."),
    ("09-arabic", "reader", "I read this one with a translator of my own. The figures need none."),
)
TAGS = {
    "01-first-steps": ("first steps",),
    "02-read-a-country": ("how to read", "statistics"),
    "03-follow": ("first steps", "mail"),
    "04-receipt": ("first steps", "review"),
    "05-region": ("how to read",),
    "06-group": ("how to read", "statistics"),
    "07-call": ("domestic workers", "registration"),
    "08-source": ("review",),
    "09-arabic": ("بريد",),
}
SUGGESTIONS = (
    ("02-read-a-country", "reader", {"kicker": "Reading a page"}, "A shorter kicker."),
    (
        "02-read-a-country",
        "colleague",
        {"summary": "An example text about the parts of a country page, from key figures to gaps."},
        "Says what the reader learns.",
    ),
)


def load_community(*, people: dict[str, User], say: Say) -> None:
    pages = {path.stem: _text(path, people) for path in sorted(TEXTS.glob("*.md"))}
    say(f"demonstration: {len(pages)} texts, each marked as an example")
    _talk(pages, people)
    _ask(pages, people)
    say(f"demonstration: {len(COMMENTS)} comments, {len(SUGGESTIONS)} suggestions, 1 report")


def _text(path: Path, people: dict[str, User]) -> Page:
    fields = read_parts(path, keys=FIELDS)
    author, state = people[fields.pop("by")], fields.pop("state")
    codes = fields.pop("about")
    revision = contribute_page(
        kind="article",
        proposal=fields
        | {"link": "", "subjects": about(codes)}
        | {"tags": dict.fromkeys(TAGS.get(path.stem, ()), 1)},
        by=author,
        key=submission_key(path.stem),
        is_demonstration=True,
    )
    decide(revision, state=state, by=people["reviewer"])
    return Page.objects.get(pk=revision.page_id)


def _talk(pages: dict[str, Page], people: dict[str, User]) -> None:
    for number, (text, key, words) in enumerate(COMMENTS):
        by = people[key]
        write_post(
            page=pages[text],
            by=by,
            source=words,
            language="ar" if any("\u0600" <= letter <= "\u06ff" for letter in words) else "en",
            key=submission_key(f"comment {number}"),
        )


def _ask(pages: dict[str, Page], people: dict[str, User]) -> None:
    for number, (text, by, changed, comment) in enumerate(SUGGESTIONS):
        kind = kinds.get(pages[text].kind)
        base = kind.snapshot(kind.model.objects.get(pk=pages[text].pk))
        suggest_change(
            page=pages[text],
            base=base,
            proposal=base | changed,
            by=people[by],
            key=submission_key(f"suggestion {number}"),
            comment=comment,
        )
    report_problem(
        page=pages["08-source"],
        what=ProblemReport.What.LINK,
        text="An example report: the link leads to the front page of the site. It should lead to"
        " the Recommendation itself.",
        by=people["reader"],
        key=submission_key("report"),
    )
