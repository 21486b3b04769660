"""Not hearing from somebody any more."""

from django.db import transaction

from platform_site.accounts.models import Block, User

from .pairs import hold


@transaction.atomic
def block_person(*, person: User, by: User) -> None:
    """From the moment this is committed nothing by `person` reaches `by`. Twice is once."""
    if len(hold(person, by)) == 2:  # else one of them is oneself, or has left
        Block.objects.get_or_create(person=by, blocked=person)


@transaction.atomic
def unblock_person(*, person: User, by: User) -> None:
    hold(person, by)
    Block.objects.filter(person=by, blocked=person).delete()
