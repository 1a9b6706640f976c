SELECT gathered(rowid) FROM phrase WHERE phrase MATCH ?1
