"""What the platform calls the measures it knows, in a few words; others go by their name."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# For each: a label for figures and charts, and of whom or what it is a share.
LABELS = {
    "SI_COV_BENFTS": (
        _("People covered by at least one benefit"),
        _("share of the population (%)"),
    ),
    "SI_COV_CHLD": (
        _("Children whose household receives a benefit"),
        _("share of children or households with children (%)"),
    ),
    "SI_COV_MATNL": (
        _("Mothers with newborns receiving a benefit"),
        _("share of mothers with newborns (%)"),
    ),
    "SI_COV_PENSN": (
        _("Older persons receiving a pension"),
        _("share of people above pensionable age (%)"),
    ),
    "SI_COV_DISAB": (
        _("Persons with severe disabilities receiving a benefit"),
        _("share of persons with severe disabilities (%)"),
    ),
    "SI_COV_UEMP": (
        _("Unemployed persons receiving a benefit"),
        _("share of unemployed persons (%)"),
    ),
    "SI_COV_WKINJRY": (_("Workers covered for work injury"), _("share of employed persons (%)")),
    "SI_COV_VULN": (
        _("Vulnerable persons receiving social assistance"),
        _("share of vulnerable persons (%)"),
    ),
    "SI_COV_POOR": (_("Poor persons receiving social assistance"), _("share of poor persons (%)")),
    "SI_COV_SOCINS": (
        _("Covered by social insurance programmes"),
        _("share of the population (%)"),
    ),
    "SI_COV_SOCAST": (
        _("Covered by social assistance programmes"),
        _("share of the population (%)"),
    ),
    "SI_COV_LMKT": (_("Covered by labour market programmes"), _("share of the population (%)")),
    "SH_ACS_UNHC": (_("Essential health services, coverage index"), _("index, 0 to 100")),
    "SI_POV_NAHC": (_("Living below the national poverty line"), _("share of the population (%)")),
    "SI_POV_DAY1": (
        _("Living below the international poverty line"),
        _("share of the population (%)"),
    ),
    "SI_POV_EMP1": (
        _("Workers below the international poverty line"),
        _("share of employed persons aged 15 and over (%)"),
    ),
    "SL_ISV_IFEM": (_("Informal employment (13th ICLS)"), _("share of employment (%)")),
    "SL_ISV_IFEM_19ICLS": (_("Informal employment (19th ICLS)"), _("share of employment (%)")),
    "SL_TLF_UEM": (_("Unemployment rate"), _("share of the labour force aged 15 and over (%)")),
    "NY_GDP_PCAP": (_("Growth of real GDP per capita"), _("percent a year")),
    "GDP_PC_MPD": (_("GDP per capita (Maddison Project)"), _("2011 international dollars")),
    "ILO_HEALTH_COVERAGE": (_("Covered by health insurance"), _("share of the population (%)")),
}

# SDG indicator 1.3.1 as the ILO reports it: everyone first, then the groups.
SDG_1_3_1 = (
    "SI_COV_BENFTS",
    "SI_COV_CHLD",
    "SI_COV_MATNL",
    "SI_COV_PENSN",
    "SI_COV_DISAB",
    "SI_COV_UEMP",
    "SI_COV_WKINJRY",
    "SI_COV_VULN",
    "SI_COV_POOR",
)

# What stands on top of a country's page, when it is held and when it is not.
HEADLINE = (
    "SI_COV_BENFTS",
    "SI_COV_PENSN",
    "SI_COV_CHLD",
    "SI_COV_DISAB",
    "SH_ACS_UNHC",
    "SL_ISV_IFEM",
    "SI_POV_NAHC",
    "SL_TLF_UEM",
)

# Who publishes a figure, by what the file calls them; others go by that.
SOURCES = {
    "ILO": _("ILO"),
    "WHO": _("WHO"),
    "World Bank": _("World Bank"),
    "UNSD/World Bank": _("UNSD/World Bank"),
    "Maddison Project Database 2020": _("Maddison Project Database 2020"),
    "ILO World Social Protection Report 2014/15": _("ILO World Social Protection Report 2014/15"),
}

SEXES = {"T": _("both sexes"), "F": _("women"), "M": _("men"), "O": _("other")}
BREAKDOWNS = {"poorest quintile": _("poorest fifth of the people")}
UNITS = {"2011 int-$": _("2011 international dollars"), "index 0-100": _("index, 0 to 100")}

# The publisher's codes, said in words; nothing is said of a normal value or of country data.
STATUSES = {"E": _("estimated value"), "U": _("low reliability")}
NATURES = {
    "CA": _("country data, adjusted"),
    "E": _("estimated"),
    "M": _("modelled"),
    "G": _("global monitoring data"),
}

# Panels of "how it changed": what has a scale from 0 to 100, in this order.
OVER_TIME = (
    "SI_COV_PENSN",
    "SI_COV_BENFTS",
    "SI_COV_UEMP",
    "SI_COV_DISAB",
    "SH_ACS_UNHC",
    "SI_POV_EMP1",
    "SL_ISV_IFEM",
    "SL_TLF_UEM",
)

# The UN's areas that appear beside a country, by M49 code.
AREAS = {
    "001": _("World"),
    "199": _("Least developed countries"),
    "432": _("Landlocked developing countries"),
    "722": _("Small island developing States"),
    "005": _("South America"),
    "011": _("Western Africa"),
    "013": _("Central America"),
    "014": _("Eastern Africa"),
    "015": _("Northern Africa"),
    "017": _("Middle Africa"),
    "018": _("Southern Africa"),
    "021": _("Northern America"),
    "029": _("Caribbean"),
    "030": _("Eastern Asia"),
    "034": _("Southern Asia"),
    "035": _("South-Eastern Asia"),
    "039": _("Southern Europe"),
    "053": _("Australia and New Zealand"),
    "054": _("Melanesia"),
    "057": _("Micronesia"),
    "061": _("Polynesia"),
    "143": _("Central Asia"),
    "145": _("Western Asia"),
    "151": _("Eastern Europe"),
    "154": _("Northern Europe"),
    "155": _("Western Europe"),
}

# The same where there is room for a word.
SHORT_AREAS = {
    "001": _("World"),
    "199": pgettext_lazy("least developed countries, in a chart", "LDC"),
    "432": pgettext_lazy("landlocked developing countries, in a chart", "LLDC"),
    "722": pgettext_lazy("small island developing States, in a chart", "SIDS"),
}

# What can be chosen for the map of all countries: what has a scale from 0 to 100.
MAPPED = (
    *SDG_1_3_1,
    "SH_ACS_UNHC",
    "SI_POV_NAHC",
    "SI_POV_DAY1",
    "SI_POV_EMP1",
    "SL_ISV_IFEM",
    "SL_TLF_UEM",
)
