SELECT r.clean FROM speech s JOIN reading r ON r.speech = s.num WHERE s.id = ?1
