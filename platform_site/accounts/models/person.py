"""The person who signs in."""

import zoneinfo
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..names import LONGEST, validate_name
from .affiliation import OrganisationType


def validate_time_zone(value: str) -> None:
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("Choose a time zone from the list, such as Europe/Zurich"))


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: Any) -> "User":
        """An operator at the machine vouches for the address."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account: one e-mail address, a name that others see, a language, a zone."""

    email = models.EmailField(_("e-mail address"))
    display_name = models.CharField(_("name"), max_length=LONGEST, validators=[validate_name])
    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default="en", db_default="en"
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        db_default="UTC",
        validators=[validate_time_zone],
    )
    # Empty: the person would rather not say.
    works_for = models.CharField(
        _("works for"),
        max_length=20,
        choices=OrganisationType,
        blank=True,
        default="",
        db_default="",
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    joined_at = models.DateTimeField(_("joined"), db_default=Now(), editable=False)

    if TYPE_CHECKING:  # allauth's, which know us
        emailaddress_set: Any
        authenticator_set: Any

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            # Two sign-ups at the same moment reach the database together: only this stops one.
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("There is an account with this address already"),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_reviewer(self) -> bool:
        """Whether this person decides on contributions."""
        return self.is_staff and self.has_perm("moderation.decide_revision")

    @cached_property
    def has_second_step(self) -> bool:
        """Whether a password alone does not open this account."""
        return self.authenticator_set.exists()


def display_name(user: User) -> str:
    """The name that others see; allauth asks for it in its pages and mails."""
    return user.display_name
