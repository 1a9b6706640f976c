SELECT r.clean FROM speech s JOIN reading r ON r.speech = s.num
WHERE s.num = ?1 AND s.live
