UPDATE meta SET value = (SELECT coalesce(max(generation), 0) FROM gone) WHERE key = 'forgotten'
