"""The front page and what belongs to the whole house."""

from .addresses import by_key, favicon, feeds, robots
from .contribute import contribute
from .demo_mail import demo_mail, demo_mails
from .front import country_choice, home
from .guides import about, guide
from .me import me
from .old import old_address, open_search
from .sitemap import sitemap, sitemap_part
from .translations import translations

__all__ = [
    "about",
    "by_key",
    "contribute",
    "country_choice",
    "demo_mail",
    "demo_mails",
    "favicon",
    "feeds",
    "guide",
    "home",
    "me",
    "old_address",
    "open_search",
    "robots",
    "sitemap",
    "sitemap_part",
    "translations",
]
