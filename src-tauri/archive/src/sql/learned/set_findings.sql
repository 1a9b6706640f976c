UPDATE reading SET findings = ?2 WHERE speech = ?1
