SELECT s.id, s.title, s.title_supplied, s.date, s.date_certainty, s.date_origin, s.kind, s.genre,
  s.level, s.speaker, s.length, s.state, s.complete, s.missing, s.slots, s.added,
  (SELECT group_concat(theme, ' ') FROM
    (SELECT theme FROM theme WHERE speech = s.num ORDER BY score DESC, theme LIMIT 5)) AS themes,
  (SELECT count(*) FROM note WHERE speech = s.num) AS notes,
  (SELECT name FROM original_name WHERE original = s.original ORDER BY added, name LIMIT 1) AS file,
  (SELECT count(*) - 1 FROM original_name WHERE original = s.original) AS other_names,
  (SELECT count(*) FROM version v JOIN version o ON o.family = v.family AND o.speech <> s.num
    JOIN speech x ON x.num = o.speech AND x.live = 1 WHERE v.speech = s.num) AS versions,
  (SELECT max(score) FROM theme WHERE speech = s.num) AS theme_score
FROM speech s WHERE s.num = ?1
