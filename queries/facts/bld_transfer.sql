-- title: 转出待接收
-- counts: transfers that no roll sent since has received, with the day by which one must have
-- grain: child_key x school_code x spell_no
-- parameters: $as_of_day
-- line: student
-- in: transferred out, not seen on a roll sent since; a receiving school that has not sent its roll has not received
-- out: nothing: what is written under 转入学校 never ends a transfer
-- source: the days run from the transfer, in July and August from 1 September; the limit is that of the transfer's day;
--   is_outside: ten digits that are no school of the county, a claim of being elsewhere that is still to be proved
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'transfer_receive_days'),
school as (select distinct school_code from src_school),
gone as (
  select a.child_key, a.school_code, a.spell_no, a.since, a.transfer_to,
    case when substr(cast(a.since as varchar), 6, 2) in ('07', '08')
      then cast(concat(substr(cast(a.since as varchar), 1, 4), '-09-01') as date) else a.since end as runs_from,
    case when length(a.transfer_to) = 10 and try_cast(a.transfer_to as bigint) is not null and s.school_code is null then 1 else 0 end as is_outside
  from bld_away a
  left join school s on s.school_code = a.transfer_to
  where a.status = '10'
)
select g.child_key, g.school_code, g.spell_no, g.since, g.transfer_to, cast(g.is_outside as int) as is_outside,
  g.runs_from + cast(n.value as int) as reached_on
from gone g
join limits n on g.since between n.valid_from and n.valid_to
