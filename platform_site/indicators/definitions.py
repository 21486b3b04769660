"""What each measure counts, in our own words; the publisher's metadata say it in full."""

from django.utils.translation import gettext_lazy as _

_COVERED = _(
    "Part of SDG indicator 1.3.1: who is effectively covered by a social protection floor or"
    " system. Counted are people who receive a benefit now or who actively contribute to a scheme,"
    " not people whom a law merely mentions."
)
_SURVEYED = _(
    "Taken from household surveys: people who live in a household in which somebody takes part in"
    " such a programme. It can't be compared with figures that count registered recipients."
)
_INFORMAL = _(
    "Workers whose job brings no social security and no other basic protection of employment, in"
    " law or in practice."
)

DEFINITIONS = {
    "SI_COV_BENFTS": _COVERED,
    "SI_COV_CHLD": _COVERED,
    "SI_COV_MATNL": _COVERED,
    "SI_COV_PENSN": _COVERED,
    "SI_COV_DISAB": _COVERED,
    "SI_COV_UEMP": _COVERED,
    "SI_COV_WKINJRY": _COVERED,
    "SI_COV_VULN": _COVERED,
    "SI_COV_POOR": _COVERED,
    "SI_COV_SOCINS": _SURVEYED,
    "SI_COV_SOCAST": _SURVEYED,
    "SI_COV_LMKT": _SURVEYED,
    "SH_ACS_UNHC": _(
        "An index of how far essential health services reach the people who need them, made of"
        " indicators of several services. It is not a share of people."
    ),
    "SI_POV_NAHC": _(
        "The share of people below the poverty line that the country itself has drawn. The lines"
        " differ, so countries can't be ranked by it."
    ),
    "SI_POV_DAY1": _(
        "The share of people below the international poverty line, which is the same everywhere"
        " once prices are taken into account."
    ),
    "SI_POV_EMP1": _(
        "The share of people who have work and still live below the international poverty line."
    ),
    "SL_ISV_IFEM": _INFORMAL,
    "SL_ISV_IFEM_19ICLS": _INFORMAL,
    "SL_TLF_UEM": _(
        "The share of the labour force without work that is looking for work and could begin."
    ),
    "NY_GDP_PCAP": _(
        "How much the value of what is produced for each person grew in a year, prices held equal."
        " It is a rate of growth, not a level."
    ),
    "GDP_PC_MPD": _(
        "The value of what is produced for each person, in the prices of 2011 and made comparable"
        " between countries."
    ),
    "ILO_HEALTH_COVERAGE": _(
        "The share of people covered by a health scheme, as a report of 2014 had it. Nothing later"
        " of this series is held here."
    ),
}

# How the catalogue groups them: a heading and the codes below it.
FAMILIES = (
    (
        _("Effective coverage (SDG 1.3.1)"),
        (
            *("SI_COV_BENFTS", "SI_COV_CHLD", "SI_COV_MATNL", "SI_COV_PENSN", "SI_COV_DISAB"),
            *("SI_COV_UEMP", "SI_COV_WKINJRY", "SI_COV_VULN", "SI_COV_POOR"),
        ),
    ),
    (
        _("Programmes, as household surveys find them"),
        ("SI_COV_SOCINS", "SI_COV_SOCAST", "SI_COV_LMKT"),
    ),
    (_("Health (SDG 3.8.1) and health coverage"), ("SH_ACS_UNHC", "ILO_HEALTH_COVERAGE")),
    (_("Poverty"), ("SI_POV_NAHC", "SI_POV_DAY1", "SI_POV_EMP1")),
    (_("Work"), ("SL_ISV_IFEM", "SL_ISV_IFEM_19ICLS", "SL_TLF_UEM")),
    (_("Economy"), ("NY_GDP_PCAP", "GDP_PC_MPD")),
)
