"""The kind `guide`: what of it people can change."""

from typing import cast

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page
from platform_site.pages.snapshots import apply_base, base_snapshot

from .forms import GuideForm
from .models import Guide, slug_in_address


def address(page: Page) -> str:
    """Under the page's own language: its versions share the rest of the address."""
    own = page.language if page.language in dict(settings.LANGUAGES) else None
    with translation.override(own or translation.get_language()):
        return reverse("guide", args=[slug_in_address(page)])


def snapshot(page: Page) -> Snapshot:
    guide = cast(Guide, page)
    return base_snapshot(page) | {"section": guide.subtype, "order": guide.order}


def apply(page: Page, content: Snapshot) -> None:
    guide = cast(Guide, page)
    apply_base(page, content)
    guide.subtype, guide.order = content["section"], content["order"]


kinds.register(
    kinds.Kind(
        name="guide",
        model=Guide,
        label=_("Guide page"),
        label_plural=_("Guide pages"),
        address=address,
        snapshot=snapshot,
        apply=apply,
        form=GuideForm,
        labels={
            "title": _("Title"),
            "summary": _("Summary"),
            "language": _("Language"),
            "text": _("Text"),
            "subjects": _("About"),
            "section": _("Section"),
            "order": _("Place in the list"),
        },
    )
)
