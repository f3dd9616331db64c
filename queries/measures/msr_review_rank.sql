-- title: 名次
-- counts: place of a unit among those of its kind that may be ranked (n of d)
-- grain: line x area_level x area_code x quarter
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: units with a score; equal scores share a place
-- out: units with fewer pupils, and quarters with fewer school days, than the dated minimum: no place
-- source: for the county's eyes alone; no ranking of very small units
with
least_pupils as (select value, valid_from, valid_to from bld_limit where name = 'review_rank_min_pupils'),
least_days as (select value, valid_from, valid_to from bld_limit where name = 'review_rank_min_days'),
score as (
  select s.line, s.area_level, s.area_code, s.quarter, s.value,
    case when u.pupils < p.value then 1 else 0 end as is_small, case when u.school_days < d.value then 1 else 0 end as is_short
  from msr_review_score s
  join bld_review_unit u on u.line = s.line and u.unit_code = s.area_code and u.quarter = s.quarter
  join least_pupils p on u.last_day between p.valid_from and p.valid_to
  join least_days d on u.last_day between d.valid_from and d.valid_to
),
ranked as (
  select line, area_code, quarter, rank() over (partition by line, quarter order by value desc) as place_no,
    count(*) over (partition by line, quarter) as units_n
  from score
  where value is not null and is_small = 0 and is_short = 0
)
select cast(s.line as varchar) as line, cast(s.area_level as varchar) as area_level, cast(s.area_code as varchar) as area_code,
  cast(s.quarter as varchar) as quarter, cast(r.place_no as bigint) as n, cast(r.units_n as bigint) as d, cast(r.place_no as double) as value,
  cast(s.is_small as int) as is_small, cast(s.is_short as int) as is_short
from score s
left join ranked r on r.line = s.line and r.area_code = s.area_code and r.quarter = s.quarter
