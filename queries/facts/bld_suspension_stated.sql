-- title: 各月花名册上的休学
-- counts: nothing; the last day of each suspension that a month's roll shows
-- grain: child_key x school_code x class_key x month
-- parameters: $as_of_day
-- line: student
-- in: pupils suspended by the month's roll
-- out: nothing
-- source: the stated day, never later than the allowed maximum from the first day of the suspension; with no first day stated the
--   maximum runs from the first day of the first month whose roll showed it; a date that moves on with every roll is none (bld_roll_spell)
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'suspension_max_days'),
away as (
  select r.child_key, r.school_code, r.class_key, r.month, r.status_until,
    case when p.since < r.status_since then p.since else r.status_since end as stated_since,
    case when p.since < r.status_since then p.since else coalesce(r.status_since, p.since, cast(concat(r.month, '-01') as date)) end as since
  from src_roll r
  left join bld_roll_spell p on p.child_key = r.child_key and p.school_code = r.school_code and p.status = r.status
    and r.month between p.first_month and p.last_month
  where r.status = '02'
)
select cast(a.child_key as bigint) as child_key, cast(a.school_code as varchar) as school_code, cast(a.class_key as varchar) as class_key,
  cast(a.month as varchar) as month, cast(a.stated_since as date) as stated_since, cast(a.status_until as date) as status_until,
  cast(least(coalesce(a.status_until, a.since + cast(n.value as int)), a.since + cast(n.value as int)) as date) as ends_on
from away a
join limits n on a.since between n.valid_from and n.valid_to
