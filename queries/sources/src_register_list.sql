-- title: 户籍登记表报送
-- counts: the rows as published
-- grain: village_code x month
-- parameters: -
-- line: household
-- in: every row
-- out: nothing
-- source: contract of register_list, version 1
select
  month, village_code, rows_n, waiting_n, received_on
from register_list
