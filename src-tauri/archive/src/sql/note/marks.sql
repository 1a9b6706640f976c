-- All that sifting and counting need. The annotation is read only where it has themes: reading ten
-- thousand of them for the first page of the hub took half a second.
SELECT n.id, n.speech, s.id, n.start, n.colour, n.comment <> '', n.lost,
  CASE WHEN instr(n.annotation, '"tagging"') > 0 THEN n.annotation END
FROM note n JOIN speech s ON s.num = n.speech
WHERE s.live = 1 ORDER BY n.modified DESC, n.id DESC
