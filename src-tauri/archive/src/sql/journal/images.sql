SELECT tbl, speech, before, after FROM row_image ORDER BY seq
