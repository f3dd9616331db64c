-- title: 疑似:转出未被接收
-- counts: transfers that no school received in the days allowed
-- grain: child_key x school_code x first_day
-- parameters: $as_of_day
-- line: student
-- in: transfers to other counties too: a school code that the county does not know proves nothing
-- out: transfers whose days still run
-- source: bld_transfer
select child_key, school_code, since as first_day, reached_on
from bld_transfer
where reached_on <= $as_of_day
