"""Where countries are: their middles, and the script that makes the outlines that the map draws."""
