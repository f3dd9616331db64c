-- title: 批准的休学缓学
-- counts: the days on which an approval of 休学 or 缓学, by which a case ended, is in force
-- grain: child_key x from_day
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: closings and clearings whose outcome is 休学 or 缓学
-- out: nothing
-- source: in force to the last day that it states, one that states none for the allowed maximum; never beyond the child's
--   next case
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'suspension_max_days'),
approved as (
  select s.child_key, s.seq, s.effective_on as from_day, coalesce(e.promise_on, s.effective_on + cast(n.value as int)) as until_on
  from fct_case_span s
  join src_event e on e.seq = s.seq
  join limits n on s.effective_on between n.valid_from and n.valid_to
  where s.is_open = 0 and e.outcome = 'suspension'
),
again as (
  select a.seq, min(o.effective_on) as opened_on
  from approved a
  join fct_case_span o on o.child_key = a.child_key and o.is_open = 1
    and (o.effective_on > a.from_day or (o.effective_on = a.from_day and o.seq > a.seq))
  group by a.seq
)
select cast(a.child_key as bigint) as child_key, cast(a.from_day as date) as from_day,
  cast(case when g.opened_on <= a.until_on then g.opened_on - 1 else a.until_on end as date) as to_day
from approved a
left join again g on g.seq = a.seq
