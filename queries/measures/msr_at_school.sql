-- title: 实际在校
-- counts: pupils seen at least once in the month (n) of pupils whose presence is known (d); never seen (n_not_seen), not known (n_unknown)
-- grain: area_level x area_code x stage x month
-- parameters: $as_of_day
-- line: student
-- in: pupils at school by the roll
-- out: suspended and home-taught pupils; in d, pupils with too few marked days or on leave that may still end
-- source: list against seats; not known is neither in the seat nor out of it
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(s.stage as varchar) as stage, cast(s.month as varchar) as month,
  cast(sum(case when s.seat = 'seen' then 1 else 0 end) as bigint) as n,
  cast(sum(case when s.seat <> 'unknown' then 1 else 0 end) as bigint) as d,
  cast(sum(case when s.seat = 'seen' then 1 else 0 end) as double)
    / nullif(cast(sum(case when s.seat <> 'unknown' then 1 else 0 end) as double), 0) as value,
  cast(sum(case when s.seat = 'not_seen' then 1 else 0 end) as bigint) as n_not_seen,
  cast(sum(case when s.seat = 'unknown' then 1 else 0 end) as bigint) as n_unknown
from bld_seat s
join dim_unit u on u.line = 'student' and u.unit_code = s.school_code
group by u.area_level, u.area_code, s.stage, s.month
