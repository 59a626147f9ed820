"""The States that the European Court of Human Rights can be asked about."""

# The 46 members of the Council of Europe. Russia is none since 16 March 2022; the Court hears of
# what Russia did until 16 September 2022, for which an interim measure comes too late.
MEMBERS = frozenset(
    {
        *("AD", "AL", "AM", "AT", "AZ", "BA", "BE", "BG", "CH", "CY", "CZ", "DE"),
        *("DK", "EE", "ES", "FI", "FR", "GB", "GE", "GR", "HR", "HU", "IE", "IS"),
        *("IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO"),
        *("PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "TR", "UA"),
    }
)
