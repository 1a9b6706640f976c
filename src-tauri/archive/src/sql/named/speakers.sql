SELECT speaker, count(*) FROM speech WHERE live AND speaker > '' GROUP BY speaker
