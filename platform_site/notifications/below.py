"""Whether following a page can bring more than what happens on the page itself."""

from typing import TYPE_CHECKING

from platform_site.pages.models import Page, PageLink, Subject

from . import rules

if TYPE_CHECKING:
    from platform_site.accounts.models import User


def has_below(page: Page, reader: "User") -> bool:
    """Others are about it or lie within it, or it is the page of a person."""
    return (
        page.kind in rules.personal_kinds()
        or Subject.objects.visible_to(reader).filter(pk=page.pk).exists()
        or PageLink.objects.filter(target=page.original, kind=PageLink.Kind.WITHIN).exists()
    )
