INSERT INTO term (id, kind, name, parent, aliases, colour) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent = excluded.parent,
  aliases = excluded.aliases, colour = excluded.colour
