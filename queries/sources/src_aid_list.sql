-- title: 资助名册
-- counts: the rows as published
-- grain: school_code x item x period
-- parameters: -
-- line: student
-- in: every row
-- out: nothing
-- source: contract of aid_list, version 1
select
  month, period, item, school_code, rows_n, waiting_n, received_on
from aid_list
