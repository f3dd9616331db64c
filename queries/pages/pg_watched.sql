-- title: 重点关注
-- counts: children with a sign before absence
-- grain: child_key x sign
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: long_leave: leave of the term beyond the dated limit without 休学; relapsed: a second case and more, now closed
-- out: children with an open case; signs without a dated limit
-- source: leave beyond the limit must become a formal suspension; a closed relapse is watched
with
child as (
  select child_key, school_code, class_key, stage, village_code, township_code, status, is_poor
  from dim_child
  where month = $month
    and (school_code = $area or class_key = $area or village_code = $area or coalesce(township_code, 'unknown') = $area or length($area) = 6)
),
need as (select value from src_threshold where name = 'leave_term_days' and $as_of_day between valid_from and valid_to),
term_month as (
  select distinct a.month
  from src_calendar a
  join src_calendar b on b.calendar_id = a.calendar_id and b.term = a.term and b.month = $month
  where a.calendar_id = 'county' and a.month <= $month
),
on_leave as (
  select p.child_key, sum(p.sick_halves + p.personal_halves) as leave_halves
  from drv_pupil_month p
  join term_month t on t.month = p.month
  group by p.child_key
),
open_case as (select child_key from fct_case where is_open = 1),
sign as (
  select l.child_key, 'long_leave' as sign, l.leave_halves / 2.0 as found
  from on_leave l join need n on l.leave_halves > 2 * n.value
  union all
  select child_key, 'relapsed' as sign, max(episode_no) as found
  from fct_case
  where episode_no > 1
  group by child_key
)
select cast(c.child_key as bigint) as child_key, cast(g.sign as varchar) as sign, cast(g.found as double) as found,
  cast(n.name as varchar) as name, cast(n.pinyin_key as varchar) as pinyin_key,
  cast(c.school_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(c.class_key as varchar) as class_key,
  cast(k.label as varchar) as class_label, cast(c.stage as varchar) as stage,
  cast(c.township_code as varchar) as township_code, cast(t.name as varchar) as township_name,
  cast(c.village_code as varchar) as village_code, cast(v.name as varchar) as village_name,
  cast(case when c.is_poor then 1 when not c.is_poor then 0 end as int) as is_poor
from sign g
join child c on c.child_key = g.child_key
left join open_case o on o.child_key = g.child_key
left join src_child_name n on n.child_key = c.child_key
left join dim_area s on s.area_code = c.school_code
left join dim_area t on t.area_code = c.township_code
left join dim_area v on v.area_code = c.village_code
left join dim_class k on k.class_key = c.class_key
where o.child_key is null and not (g.sign = 'long_leave' and c.status = '02')
order by g.sign, g.found desc, c.child_key
