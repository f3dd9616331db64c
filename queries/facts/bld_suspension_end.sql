-- title: 休学期满日
-- counts: nothing; the last day of each suspension that the rolls state
-- grain: child_key x school_code
-- parameters: $as_of_day
-- line: student
-- in: children whose newest status at a school is suspended, the school silent or the child struck off afterwards too
-- out: children back at school
-- source: the stated day, never later than the allowed maximum from the first day of the suspension; with no first day stated the
--   maximum runs from the first day of the first month whose roll showed it; a longer absence needs an approval (bld_deferral_expired)
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'suspension_max_days')
select a.child_key, a.school_code,
  least(coalesce(a.status_until, a.since + cast(n.value as int)), a.since + cast(n.value as int)) as ends_on
from bld_away a
join limits n on a.since between n.valid_from and n.valid_to
where a.status = '02' and a.from_last = 1
