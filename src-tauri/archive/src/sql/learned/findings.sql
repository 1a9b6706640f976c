SELECT findings FROM reading WHERE speech = ?1
