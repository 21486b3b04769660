"""Two people, held while something between them changes."""

from platform_site.accounts.models import Block, User


def hold(*people: User) -> dict[int, User]:
    """Locks these people's rows, in the order of their numbers so that two of us never wait for
    each other; gives them as they are now. Whoever is missing has left."""
    rows = User.objects.select_for_update(no_key=True).order_by("pk")
    return {person.pk: person for person in rows.filter(pk__in=[one.pk for one in people])}


def blocks(person: User, other: User) -> bool:
    return Block.objects.filter(person=person, blocked=other).exists()
