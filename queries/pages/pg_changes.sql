-- title: 上次例会以来
-- counts: movements of the ledger after a day, by term, and open cases then and now
-- grain: term
-- parameters: $area, $since, $as_of_day, $ledger_seq
-- line: -
-- in: changes with an effective day after $since up to $as_of
-- out: changes before; handing over between holders
-- source: open_then = as known on that day, corrected = what was recorded later about it; n carries the sign of the flow identity;
--   returned counts cases that entered 返校观察, which move nothing out of the ledger: a visit or a request while under observation is no return
with
unit as (
  select line, unit_code from dim_unit
  where area_code = $area and line = case when length($area) in (6, 9, 12) or $area = 'unknown' then 'household' else 'student' end
),
flow as (
  select f.case_no, f.day, f.term, f.n
  from fct_flow f
  join unit u on u.line = f.line and u.unit_code = f.unit_code
  union all
  select f.case_no, f.day, f.term, f.n
  from fct_flow f
  join bld_case_within w on w.case_no = f.case_no and w.place = $area
  where f.line = 'student' and $area like '%-%'
),
crossing as (
  select case_no, day, sum(n) as n from flow where term in ('moved_in', 'moved_out') group by case_no, day
),
moved as (
  select day, term, n from flow where term not in ('moved_in', 'moved_out')
  union all
  select day, case when n > 0 then 'moved_in' else 'moved_out' end as term, n from crossing where n <> 0
),
late as (
  select coalesce(sum(c.n), 0) as n
  from bld_change_corrected c
  join bld_case_within w on w.case_no = c.case_no and w.place = $area
),
came_back as (
  select case_no, effective_on, state, lag(state) over (partition by case_no order by effective_on, seq) as state_before from fct_case_span
),
term as (
  select 'open_then' as term, coalesce(sum(case when m.day <= cast($since as date) then m.n end), 0) - max(l.n) as n, 1 as sort
  from late l
  left join moved m on true
  union all select 'new' as term, coalesce(sum(n), 0) as n, 2 as sort from moved where term = 'new' and day > cast($since as date)
  union all select 'reopened' as term, coalesce(sum(n), 0) as n, 3 as sort from moved where term = 'reopened' and day > cast($since as date)
  union all select 'moved_in' as term, coalesce(sum(n), 0) as n, 4 as sort from moved where term = 'moved_in' and day > cast($since as date)
  union all select 'corrected' as term, n, 5 as sort from late
  union all select 'closed' as term, coalesce(sum(n), 0) as n, 6 as sort from moved where term = 'closed' and day > cast($since as date)
  union all select 'cleared' as term, coalesce(sum(n), 0) as n, 7 as sort from moved where term = 'cleared' and day > cast($since as date)
  union all select 'moved_out' as term, coalesce(sum(n), 0) as n, 8 as sort from moved where term = 'moved_out' and day > cast($since as date)
  union all select 'open_now' as term, coalesce(sum(n), 0) as n, 9 as sort from moved
  union all
  select 'returned' as term, count(distinct s.case_no) as n, 10 as sort
  from came_back s
  join bld_case_within w on w.case_no = s.case_no and w.place = $area
  where s.state = 'returned' and coalesce(s.state_before, 'none') <> 'returned' and s.effective_on > cast($since as date) and s.effective_on <= $as_of_day
)
select cast(term as varchar) as term, cast(n as bigint) as n, cast(sort as int) as sort
from term
order by sort
