-- title: 个案最近所在
-- counts: nothing; the village and the school a case last came into up to the end of the month
-- grain: line x case_no
-- parameters: $month, $as_of_day, $ledger_seq
-- line: -
-- in: cases opened up to the month, closed ones too
-- out: none
-- source: the unit of the last movement that brought the case in
with
came as (
  select line, case_no, unit_code, row_number() over (partition by line, case_no order by day desc, unit_code) as newest
  from fct_flow
  where n > 0 and month <= $month
)
select cast(line as varchar) as line, cast(case_no as varchar) as case_no, cast(unit_code as varchar) as unit_code
from came
where newest = 1
