-- title: 各校上报计数
-- counts: schools by the state of their month
-- grain: state
-- parameters: $area, $month, $month_first, $month_last, $as_of_day, $ledger_seq
-- line: student
-- in: schools of the place open in the month; every state of the code table, 0 where no school is in it
-- out: none
-- source: each school counts once; contradicted stands beside: nil reports that attendance contradicts, counted in their own state too
with
counted as (
  select state, count(*) as n from bld_desk_school group by state
  union all
  select 'contradicted' as state, count(*) as n from bld_desk_school where is_contradicted = 1
),
word as (select code, sort from src_code where code_set = 'submission_state'),
listed as (select code as state from word union select state from counted)
select cast(l.state as varchar) as state, cast(coalesce(c.n, 0) as bigint) as n, cast(coalesce(w.sort, 99) as int) as sort
from listed l
left join counted c on c.state = l.state
left join word w on w.code = l.state
order by sort, state
