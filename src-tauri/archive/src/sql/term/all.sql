SELECT id, kind, name, parent, aliases, colour, heir FROM term ORDER BY id
