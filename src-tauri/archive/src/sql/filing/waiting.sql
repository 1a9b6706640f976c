SELECT s.id, f.field, f.value, f.origin, f.certainty, f.proposed, f.revision, f.changed
FROM speech s JOIN filing f ON f.speech = s.num
WHERE s.state = 'inbox'
