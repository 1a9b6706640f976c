UPDATE reading SET ledger = ?2 WHERE speech = ?1
