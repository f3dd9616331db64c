-- title: 汇报口径:儿童
-- counts: the children of a place in a month, as the first sentence reads them
-- grain: one row
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: school-age children by household, pupils on the roll of a school or class
-- out: 县外就读 and 已完成 of a place of which no household register was ever sent: null; 未在校 there holds those known, null where none is
-- source: msr_whereabouts and bld_place_now of the month
with
place as (select area_level, name from dim_area where area_code = $area),
headcount as (select school_age, on_roll from bld_place_now where place = $area),
whereabouts as (
  select sum(case when whereabouts = 'in_county' then n else 0 end) as in_county, sum(case when whereabouts = 'home_teaching' then n else 0 end) as home_teaching,
    sum(case when whereabouts = 'suspended' then n else 0 end) as suspended,
    sum(case when whereabouts in ('elsewhere_proved', 'elsewhere_pending') then n else 0 end) as elsewhere,
    sum(case when whereabouts = 'finished' then n else 0 end) as finished,
    sum(case when whereabouts in ('out_of_school', 'unverified', 'never_enrolled') then n else 0 end) as out_of_school
  from msr_whereabouts
  where area_code = $area and stage = 'all' and month = $month
),
register as (select count(*) as n from msr_enrolment_rate where area_code = $area and stage = 'all' and month = $month)
select cast(p.area_level as varchar) as area_level, cast(p.name as varchar) as area_name, cast(n.school_age as bigint) as school_age,
  cast(n.on_roll as bigint) as on_roll, cast(w.in_county as bigint) as in_county,
  cast(case when r.n > 0 then w.elsewhere end as bigint) as elsewhere, cast(w.home_teaching as bigint) as home_teaching,
  cast(w.suspended as bigint) as suspended, cast(case when r.n > 0 then w.finished end as bigint) as finished,
  cast(case when r.n > 0 or w.out_of_school > 0 then w.out_of_school end as bigint) as out_of_school
from whereabouts w
cross join register r
left join headcount n on true
left join place p on true
