-- title: 座位核对
-- counts: nothing; whether a pupil on the roll was seen in the month
-- grain: child_key x month x report_stage
-- parameters: -
-- line: student
-- in: pupils at school by the roll, in compulsory education
-- out: suspended and home-taught pupils, and those of a vocational school, who have no seat
-- source: seen = a present half; not seen = as many reported days as the dated threshold and no present half; unknown = fewer reported days
with
seen as (
  select child_key, month, sum(present_halves) as present_halves, sum(reported_halves) as reported_halves
  from drv_pupil_month
  group by child_key, month
),
need as (select value, valid_from, valid_to from src_threshold where name = 'ghost_min_school_days')
select cast(c.child_key as bigint) as child_key, cast(c.month as varchar) as month, cast(c.report_stage as varchar) as stage,
  cast(c.school_code as varchar) as school_code,
  cast(case when s.present_halves > 0 then 'seen'
    when s.present_halves = 0 and s.reported_halves >= 2 * n.value then 'not_seen'
    else 'unknown' end as varchar) as seat
from bld_roll_child c
join need n on cast(concat(c.month, '-01') as date) between n.valid_from and n.valid_to
left join bld_vocational v on v.child_key = c.child_key and v.month = c.month
left join seen s on s.child_key = c.child_key and s.month = c.month
where c.is_compulsory = 1 and c.is_at_school = 1 and c.placement <> 'home' and v.child_key is null
