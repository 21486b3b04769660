"""The talk under a page, as a reader sees it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_site.pages.models import Page

from .models import Post

if TYPE_CHECKING:
    from platform_site.access.models import Person

SIZE = 50


@dataclass(frozen=True)
class Talk:
    """One page of posts: numbers count from 1 without gaps, so a page is a range of numbers."""

    page: Page
    posts: list[Post]
    count: int
    number: int

    @property
    def last(self) -> int:
        return max(1, -(-self.count // SIZE))

    @property
    def numbers(self) -> range:
        return range(1, self.last + 1)


def talk_about(page: Page, *, user: "Person", page_number: str = "") -> Talk:
    """The posts under a page's original; a page number that makes no sense shows the first."""
    original = page.original
    visible = Post.objects.visible_to(user).filter(page=original.pk)
    count = visible.order_by("-number").values_list("number", flat=True).first() or 0
    number = int(page_number) if page_number.isascii() and page_number.isdigit() else 1
    number = number if 0 <= (number - 1) * SIZE < count else 1
    span = visible.filter(number__gt=(number - 1) * SIZE, number__lte=number * SIZE)
    return Talk(original, list(span.select_related("author").order_by("number")), count, number)
