-- title: 户籍登记表计数
-- counts: villages of the place whose register stands, of how many, sent for the month, rows that wait, villages of which those are not known
-- grain: one row
-- parameters: $area, $month, $as_of_day
-- line: household
-- in: the place itself
-- out: nothing; no row before the first register
-- source: the same figures as 县外就读
select cast(n as bigint) as registers_n, cast(d as bigint) as registers_d, cast(n_sent as bigint) as registers_sent,
  cast(waiting_n as bigint) as registers_waiting, cast(unknown_n as bigint) as registers_unknown
from msr_registers
where area_code = $area and month = $month
