SELECT revision, speech FROM revision WHERE revision > ?1 ORDER BY revision LIMIT ?2
