-- title: 台账流量一行
-- counts: the flow of the ledger of a place in a month, term by term
-- grain: term
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: the place's own row of the monthly report
-- out: none
-- source: the same figures as the printed form
with
place as (
  select open_last, new_n, reopened, moved_in, corrected, closed, cleared, moved_out, open_now
  from bld_report_case
  where area_code = $area and stage = 'all' and line = case when length($area) in (6, 9, 12) or $area = 'unknown' then 'household' else 'student' end
),
term as (
  select 'open_last' as term, sum(open_last) as n, 1 as sort from place
  union all select 'new' as term, sum(new_n) as n, 2 as sort from place
  union all select 'reopened' as term, sum(reopened) as n, 3 as sort from place
  union all select 'moved_in' as term, sum(moved_in) as n, 4 as sort from place
  union all select 'corrected' as term, sum(corrected) as n, 5 as sort from place
  union all select 'closed' as term, sum(closed) as n, 6 as sort from place
  union all select 'cleared' as term, sum(cleared) as n, 7 as sort from place
  union all select 'moved_out' as term, sum(moved_out) as n, 8 as sort from place
  union all select 'open_now' as term, sum(open_now) as n, 9 as sort from place
)
select cast(term as varchar) as term, cast(coalesce(n, 0) as bigint) as n, cast(sort as int) as sort
from term
order by sort
