UPDATE meta SET value = CASE key
  WHEN 'seen' THEN ?1
  WHEN 'generation' THEN ?2
  ELSE value + ?3 END
WHERE key IN ('seen', 'generation', 'loose')
