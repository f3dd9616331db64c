-- title: 汇报口径(往月)
-- counts: every number that the two sentences about a month that is over need
-- grain: one row
-- parameters: $area, $month, $month_last, $as_of_day, $ledger_seq
-- line: -
-- in: the place's own children of the month, and the cases open at its end
-- out: clocks, duties and reports: they are of today
-- source: the rows of the month's own table (bld_report_case); what was recorded later about the month counts
with
place as (
  select open_now, suspected, dropped_out, observation, dropped_out_poverty
  from bld_report_case
  where area_code = $area and stage = 'all' and line = case when length($area) in (6, 9, 12) or $area = 'unknown' then 'household' else 'student' end
),
total as (
  select sum(open_now) as open_n, sum(suspected) as suspected_n, sum(dropped_out) as dropped_out_n, sum(observation) as observation_n,
    sum(dropped_out_poverty) as poverty_n
  from place
),
poor as (
  select sum(is_poor) as poor_n
  from bld_open_case
  where area_code = $area and stage = 'all' and month = $month
    and line = case when length($area) in (6, 9, 12) or $area = 'unknown' then 'household' else 'student' end
)
select cast($area as varchar) as area_code, cast(d.area_level as varchar) as area_level, cast(d.area_name as varchar) as area_name,
  cast($month_last as date) as as_of_day, cast(d.school_age as bigint) as school_age,
  cast(d.on_roll as bigint) as on_roll, cast(d.in_county as bigint) as in_county, cast(d.elsewhere as bigint) as elsewhere,
  cast(d.home_teaching as bigint) as home_teaching, cast(d.suspended as bigint) as suspended, cast(d.finished as bigint) as finished,
  cast(d.out_of_school as bigint) as out_of_school,
  cast(coalesce(t.open_n, 0) as bigint) as open_n,
  cast(coalesce(t.suspected_n, 0) as bigint) as suspected_n, cast(coalesce(t.dropped_out_n, 0) as bigint) as dropped_out_n,
  cast(coalesce(t.observation_n, 0) as bigint) as observation_n, cast(coalesce(o.poor_n, 0) as bigint) as poor_n,
  cast(coalesce(t.poverty_n, 0) as bigint) as poverty_n
from total t
cross join poor o
cross join bld_summary_child d
