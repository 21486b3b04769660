"""Which measures say something of which theme, the first of them above all."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from platform_site.indicators.figures import Measure, measures

if TYPE_CHECKING:
    from platform_site.access.models import Person

    from .models import Theme

OF_THEME = {
    "BR.MED": ("SH_ACS_UNHC", "ILO_HEALTH_COVERAGE"),
    "BR.UNE": ("SI_COV_UEMP", "SL_TLF_UEM"),
    "BR.OLD": ("SI_COV_PENSN",),
    "BR.INJ": ("SI_COV_WKINJRY",),
    "BR.FAM": ("SI_COV_CHLD",),
    "BR.MAT": ("SI_COV_MATNL",),
    "BR.INV": ("SI_COV_DISAB",),
    "LC.SHP": ("SH_ACS_UNHC", "ILO_HEALTH_COVERAGE", "SI_COV_MATNL"),
    "LC.UNE": ("SI_COV_UEMP", "SL_TLF_UEM"),
    "LC.PEN": ("SI_COV_PENSN", "SI_COV_DISAB"),
    "LC.CHM": ("SI_COV_CHLD", "SI_COV_MATNL"),
    "LC.EII": ("SI_COV_WKINJRY",),
    "PA.WTE": ("SL_ISV_IFEM", "SL_ISV_IFEM_19ICLS", "SI_POV_EMP1"),
    "PA.DIS": ("SI_COV_DISAB",),
    "TG.CHI": ("SI_COV_CHLD",),
    "TG.MNB": ("SI_COV_MATNL",),
    "TG.PWD": ("SI_COV_DISAB",),
    "TG.OLD": ("SI_COV_PENSN",),
    "TG.UNE": ("SI_COV_UEMP", "SL_TLF_UEM"),
    "TG.EMP": ("SI_COV_WKINJRY", "SI_POV_EMP1"),
    "TG.INF": ("SL_ISV_IFEM", "SL_ISV_IFEM_19ICLS"),
    "TG.POO": ("SI_COV_POOR", "SI_POV_NAHC", "SI_POV_DAY1"),
    "TG.VUL": ("SI_COV_VULN",),
    "SC.INS": ("SI_COV_SOCINS",),
    "SC.ASS": ("SI_COV_SOCAST",),
    "SC.FLO": ("SI_COV_BENFTS",),
}


def measures_of(theme: "Theme", user: "Person") -> list[Measure]:
    """One query, or none for a theme of which nothing is measured."""
    codes = OF_THEME.get(theme.code, ())
    return list(measures(user, codes).values()) if codes else []


def first_measures(themes: Iterable["Theme"], user: "Person") -> dict[str, Measure]:
    """Theme code → the measure that stands for it in a list. One query."""
    firsts = {theme.code: OF_THEME[theme.code][0] for theme in themes if theme.code in OF_THEME}
    held = measures(user, sorted(set(firsts.values())))
    return {theme: held[code] for theme, code in firsts.items() if code in held}


def related_codes(theme: "Theme") -> set[str]:
    """Themes that the same measures speak of: old-age benefit, pensions and older persons."""
    own = set(OF_THEME.get(theme.code, ()))
    return {code for code, codes in OF_THEME.items() if code != theme.code and own & set(codes)}
