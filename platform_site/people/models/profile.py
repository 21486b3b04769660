"""A person's own page."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import Block
from platform_site.pages.models import Page, PageQuerySet, Subject

from ..languages import NAMES, SPOKEN
from ..orcid import validate_orcid

if TYPE_CHECKING:
    from platform_site.accounts.models import User


class Profile(Page):
    """What one person says of themselves; their name is its title, their handle its slug.

    Whoever may see the page may see all of it: what must not be seen is not written here. There
    is no e-mail address in it. The type of the organisation is the page's `subtype`.
    """

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_profile"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, editable=False, related_name="profile"
    )
    role = models.CharField(_("role"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    # The page of the organisation, when it is named as we know it.
    organisation_page = models.ForeignKey(
        Subject, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    country = models.ForeignKey(
        Subject,
        models.SET_NULL,
        verbose_name=_("country or territory"),
        null=True,
        blank=True,
        related_name="+",
    )
    languages = ArrayField(
        models.CharField(max_length=12, choices=SPOKEN),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[validate_orcid])
    is_open_to_contact = models.BooleanField(_("open to contact"), default=False)

    objects: ClassVar = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        indexes = [GinIndex(fields=["languages"], name="profile_languages")]

    def __str__(self) -> str:
        return self.title

    @property
    def spoken(self) -> list[tuple[str, str]]:
        """The languages with their own names."""
        return [(code, NAMES.get(code, code)) for code in self.languages]

    def can_be_written_to(self, sender: "User") -> bool:
        """Whether a first message would be taken. Who is blocked finds the person closed to all."""
        return (
            self.is_open_to_contact
            and self.is_published
            and self.user.is_active
            and self.user_id != sender.pk
            and not Block.objects.filter(person=self.user_id, blocked=sender.pk).exists()
        )
