SELECT field, value, origin, certainty, evidence, proposed, revision, changed
FROM filing WHERE speech = ?1
