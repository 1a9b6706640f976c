SELECT id, lost, start, "end", quote, prefix, suffix FROM excerpt WHERE speech = ?1
