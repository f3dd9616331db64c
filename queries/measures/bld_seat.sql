-- title: 座位核对
-- counts: nothing; whether a pupil on the roll was seen in the month
-- grain: child_key x month x report_stage
-- parameters: $as_of_day
-- line: student
-- in: pupils at school by the roll, in compulsory education
-- out: suspended and home-taught pupils, and those of a vocational school, who have no seat
-- source: seen = a present half; not seen = whom chk_ghost finds: by as many known days as the dated limit that no leave explains, or on
--   leave for all of a month that is over; unknown = neither: too few days with a mark, or leave that may still end
with
seen as (select distinct child_key, month from drv_pupil_month where present_halves > 0),
unseen as (select distinct child_key, month from bld_unseen where is_unexplained = 1 or is_month_long = 1)
select cast(c.child_key as bigint) as child_key, cast(c.month as varchar) as month, cast(c.report_stage as varchar) as stage,
  cast(c.school_code as varchar) as school_code,
  cast(case when s.child_key is not null then 'seen' when u.child_key is not null then 'not_seen' else 'unknown' end as varchar) as seat
from bld_roll_child c
left join bld_vocational v on v.child_key = c.child_key and v.month = c.month
left join seen s on s.child_key = c.child_key and s.month = c.month
left join unseen u on u.child_key = c.child_key and u.month = c.month
where c.is_compulsory = 1 and c.is_at_school = 1 and c.placement <> 'home' and v.child_key is null
