-- title: 旷课累计
-- counts: unexcused halves since the last closing, counted in their run and in their month
-- grain: child_key x day
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: unexcused halves of the school that a child's runs are composed over
-- out: absence up to the last closing; kindergarten, senior and vocational classes
-- source: half days count 0.5 each
with
other as (
  select k.class_key
  from src_class k
  join src_code s on s.code_set = 'stage' and s.code = k.stage
  where coalesce(s.parent, 'none') <> 'compulsory'
)
select a.child_key, a.month, a.day, a.school_code, a.class_key, a.run_first_day, a.absent_halves,
  sum(a.absent_halves) over (
    partition by a.child_key, a.run_first_day order by a.day rows between unbounded preceding and current row
  ) as run_halves,
  min(a.day) over (partition by a.child_key, a.run_first_day) as run_from,
  sum(a.absent_halves) over (
    partition by a.child_key, a.month order by a.day rows between unbounded preceding and current row
  ) as month_halves,
  min(a.day) over (partition by a.child_key, a.month) as month_from
from drv_absence a
left join other o on o.class_key = a.class_key
left join bld_last_closing c on c.child_key = a.child_key
where a.is_composed = 1 and a.day <= $as_of_day and o.class_key is null and (c.closed_on is null or a.day > c.closed_on)
