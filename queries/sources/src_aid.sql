-- title: 资助发放
-- counts: the rows as published
-- grain: school_code x item x period x child_key
-- parameters: -
-- line: student
-- in: every row
-- out: nothing
-- source: contract of aid, version 1
select
  month, period, item, school_code, child_key, amount, days, paid_on
from aid
