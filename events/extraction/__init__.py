"""Reading dated happenings out of text. Pure: no Django, no network, no clock."""
