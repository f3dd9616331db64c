-- title: 疑似:转出未被接收
-- counts: transfers that no school received in the days allowed
-- grain: child_key x school_code x first_day
-- parameters: $as_of_day
-- line: student
-- in: transferred out, not seen on a roll sent since; a receiving school that has not sent its roll has not received
-- out: transfers to a school outside the county named by its ten-digit code
-- source: the days run from the transfer, in July and August from 1 September; the limit is that of the transfer's day
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'transfer_receive_days'),
school as (select distinct school_code from src_school),
gone as (
  select a.child_key, a.school_code, a.since,
    case when substr(cast(a.since as varchar), 6, 2) in ('07', '08')
      then cast(concat(substr(cast(a.since as varchar), 1, 4), '-09-01') as date) else a.since end as runs_from
  from bld_away a
  left join school s on s.school_code = a.transfer_to
  where a.status = '10'
    and (a.transfer_to is null or s.school_code is not null or length(a.transfer_to) <> 10
      or try_cast(a.transfer_to as bigint) is null)
)
select g.child_key, g.school_code, g.since as first_day, g.runs_from + cast(n.value as int) as reached_on
from gone g
join limits n on g.since between n.valid_from and n.valid_to
where g.runs_from + cast(n.value as int) <= $as_of_day
