"""What is done to a page's own parts. Publishing and revising are verbs of moderation."""

import secrets
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from platform_site.core import markup
from platform_site.core.sort_keys import sort_key

from .models import (
    Page,
    PageCounters,
    PageLink,
    PageName,
    PageSubject,
    PageTag,
    PageText,
    PageWords,
    Subject,
    SubjectAncestor,
    Tag,
)


def provisional_slug() -> str:
    """A slug for a page that is not published: its title must not show in anyone's address."""
    return f"draft-{secrets.token_hex(8)}"


def free_slug(*, kind: str, title: str) -> str:
    """A slug made from the title that no other page of the kind has."""
    stem = slugify(title, allow_unicode=True)[:80].strip("-") or kind
    taken = set(
        Page.objects.filter(kind=kind)
        .filter(Q(slug=stem) | Q(slug__startswith=f"{stem}-"))
        .values_list("slug", flat=True)
    )
    number = 2
    slug = stem
    while slug in taken:
        slug = f"{stem}-{number}"
        number += 1
    return slug


@transaction.atomic
def write_text(*, page: Page, source: str) -> None:
    """Keeps what was written and the clean HTML made of it."""
    PageText.objects.update_or_create(
        page_id=page.pk, defaults={"source": source, "html": markup.render(source)}
    )


@transaction.atomic
def set_names(*, page: Page, names: Mapping[str, str]) -> None:
    """Gives a reference page its names: language → text; a language left out loses its name."""
    wanted = {language: text.strip() for language, text in names.items() if text.strip()}
    PageName.objects.filter(page_id=page.pk).exclude(language__in=wanted).delete()
    for language, text in wanted.items():
        PageName.objects.update_or_create(
            page_id=page.pk,
            language=language,
            defaults={"text": text, "sort_key": sort_key(text, language)},
        )


def set_search_words(*, page: Page, words: Mapping[str, str]) -> None:
    """Says what a page is found by besides title, names, summary and text; it is never shown.

    `words` is language → text: `{"": "Ortiz 10.1000/182", "fr": "pension sociale"}`. Names of
    people, numbers and acronyms have the language "": they are read as they stand. What is left
    out is forgotten.
    """
    load_search_words({page.pk: words})


@transaction.atomic
def load_search_words(words: Mapping[int, Mapping[str, str]]) -> None:
    """The same for many pages at once: page id → language → text. Three queries."""
    rows = [
        PageWords(page_id=page, language=language, text=text.strip())
        for page, texts in words.items()
        for language, text in texts.items()
        if text.strip()
    ]
    held = PageWords.objects.filter(page__in=words)
    kept = {(row.page_id, row.language) for row in rows}
    keys = held.values_list("pk", "page", "language")
    PageWords.objects.filter(pk__in=[pk for pk, *key in keys if tuple(key) not in kept]).delete()
    PageWords.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["page", "language"],
        update_fields=["text"],
    )


@transaction.atomic
def set_ancestors(*, subject: Subject, ancestors: Iterable[Subject]) -> None:
    """Says what lies above a subject, at any distance, and moves the pages about it along."""
    wanted = {ancestor.pk for ancestor in ancestors}
    SubjectAncestor.objects.filter(subject=subject).exclude(ancestor__in=wanted).delete()
    SubjectAncestor.objects.bulk_create(
        [SubjectAncestor(subject=subject, ancestor_id=pk) for pk in sorted(wanted)],
        ignore_conflicts=True,
    )
    about_it = PageSubject.objects.filter(subject=subject, is_direct=True)
    for page in Page.objects.filter(pk__in=about_it.values("page")):
        set_subjects(page=page, strengths=direct_subjects(page))


def direct_subjects(page: Page) -> dict[int, int]:
    """The subjects that a person named for the page: subject id → strength."""
    rows = PageSubject.objects.filter(page_id=page.pk, is_direct=True)
    return dict(rows.values_list("subject_id", "strength"))


@transaction.atomic
def set_subjects(*, page: Page, strengths: Mapping[int, int]) -> None:
    """Says what the page is about; the ancestors of each subject are stored with its strength."""
    rows = {pk: (strength, True) for pk, strength in strengths.items()}
    lines = SubjectAncestor.objects.filter(subject__in=strengths)
    for below, above in lines.values_list("subject_id", "ancestor_id"):
        strength, is_direct = rows.get(above, (0, False))
        if not is_direct:
            rows[above] = (max(strength, strengths[below]), False)
    PageSubject.objects.filter(page_id=page.pk).exclude(subject__in=rows).delete()
    PageSubject.objects.bulk_create(
        [
            PageSubject(page_id=page.pk, subject_id=pk, strength=strength, is_direct=is_direct)
            for pk, (strength, is_direct) in sorted(rows.items())
        ],
        update_conflicts=True,
        unique_fields=["page", "subject"],
        update_fields=["strength", "is_direct"],
    )


@transaction.atomic
def set_tags(*, page: Page, names: Iterable[str]) -> None:
    """Gives the page its tags and takes the others away; new ones are made as they are typed."""
    wanted = {Tag.slug_of(name): Tag.name_of(name) for name in names}
    Tag.objects.bulk_create(
        [Tag(slug=slug, name=name) for slug, name in sorted(wanted.items()) if slug],
        ignore_conflicts=True,
    )
    rows = Tag.objects.filter(slug__in=wanted).values_list("pk", "merged_into")
    tags = {merged_into or pk for pk, merged_into in rows}
    PageTag.objects.filter(content_object=page.pk).exclude(tag__in=tags).delete()
    PageTag.objects.bulk_create(
        [PageTag(content_object_id=page.pk, tag_id=pk) for pk in sorted(tags)],
        ignore_conflicts=True,
    )


@transaction.atomic
def merge_tags(*, tags: Iterable[Tag], into: Tag) -> None:
    """Says that tags mean the same as `into`: their pages carry it, their addresses lead there."""
    others = [tag.pk for tag in tags if tag.pk != into.pk]
    carrying = PageTag.objects.filter(tag__in=others)
    PageTag.objects.bulk_create(
        [
            PageTag(content_object_id=page, tag_id=into.pk)
            for page in carrying.values_list("content_object", flat=True)
        ],
        ignore_conflicts=True,
    )
    carrying.delete()
    same = Q(pk__in=others) | Q(merged_into__in=others)
    Tag.objects.filter(same).update(merged_into=into)


def ensure_counters(page: Page) -> PageCounters:
    return PageCounters.objects.get_or_create(page_id=page.original.pk)[0]


def link_pages(*, page: Page, target: Page, kind: str) -> None:
    """Says that the page leads to another one; said twice it is said once."""
    PageLink.objects.get_or_create(page_id=page.pk, target_id=target.pk, kind=kind)
