INSERT INTO gone (rowid, generation) VALUES (?1, ?2)
