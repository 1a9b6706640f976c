UPDATE meta SET value = CASE key WHEN 'seen' THEN ?1 ELSE ?2 END WHERE key IN ('seen', 'generation')
