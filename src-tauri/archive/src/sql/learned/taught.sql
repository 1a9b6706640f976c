SELECT s.title, s.title_supplied, r.clean, r.body_start, r.outline, m.value AS meeting, s.genre, s.level,
  CASE WHEN t.origin = 'person' THEN t.value END AS kind, coalesce(t.proposed, t.value) AS ruled,
  CASE WHEN th.speech IS NOT NULL THEN coalesce((SELECT group_concat(theme, ' ') FROM
    (SELECT theme FROM theme WHERE speech = s.num ORDER BY theme)), '') END AS themes
FROM speech s JOIN reading r ON r.speech = s.num
  LEFT JOIN filing t ON t.speech = s.num AND t.field = 'type'
  LEFT JOIN filing m ON m.speech = s.num AND m.field = 'meeting'
  LEFT JOIN filing th ON th.speech = s.num AND th.field = 'themes' AND th.origin = 'person'
WHERE s.live = 1 AND (t.origin = 'person' OR th.speech IS NOT NULL)
ORDER BY s.num DESC LIMIT ?1
