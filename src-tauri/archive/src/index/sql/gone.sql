SELECT rowid FROM gone WHERE generation > ?1
