"""What the codes of ACLED and UCDP mean in our own words: types, kinds of violence, how exact a place is."""

from typing import Final

ACLED: Final = {
    "battles": "military",
    "armed clash": "military",
    "government regains territory": "military",
    "non-state actor overtakes territory": "military",
    "headquarters or base established": "military",
    "non-violent transfer of territory": "military",
    "explosions/remote violence": "attack",
    "air/drone strike": "attack",
    "chemical weapon": "attack",
    "grenade": "attack",
    "remote explosive/landmine/ied": "attack",
    "shelling/artillery/missile attack": "attack",
    "suicide bomb": "attack",
    "violence against civilians": "attack",
    "sexual violence": "attack",
    "mob violence": "attack",
    "looting/property destruction": "attack",
    "abduction/forced disappearance": "coercion",
    "excessive force against protesters": "coercion",
    "arrests": "coercion",
    "protests": "protest",
    "peaceful protest": "protest",
    "protest with intervention": "protest",
    "riots": "protest",
    "violent demonstration": "protest",
    "disrupted weapons use": "incident",
}
"""ACLED's event types and sub-event types, in lower case; the others ("Strategic developments") are of no type of ours."""
VIOLENCE: Final = {
    "1": ("military", "State-based conflict"),
    "2": ("military", "Non-state conflict"),
    "3": ("attack", "One-sided violence"),
}
"""UCDP's type_of_violence: our type, and its name."""
ACLED_PLACES: Final = {"1": "city", "2": "region", "3": "region"}
"""ACLED's geo_precision: a town, a part of a region near a known place, a region."""
UCDP_PLACES: Final = {
    "1": "city",
    "2": "city",
    "3": "region",
    "4": "region",
    "5": "region",
    "6": "country",
    "7": "country",
}
"""UCDP's where_prec: the place, within some 25 km of it, a district, a province, a line or a wider area, a country, waters or air."""
