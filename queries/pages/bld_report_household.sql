-- title: 月报:适龄(户籍)
-- counts: school-age children by whereabouts, one row for a printed row
-- grain: area_code x stage
-- parameters: $month, $as_of_day, $ledger_seq
-- line: household
-- in: county, townships, villages and the unknown household
-- out: none
-- source: in_county + home_teaching + suspended + out_of_school = school_age
with
age as (select area_code, stage, n, n_poor from msr_school_age where month = $month),
place as (
  select area_code, stage,
    sum(case when whereabouts = 'in_county' then n else 0 end) as in_county,
    sum(case when whereabouts = 'home_teaching' then n else 0 end) as home_teaching,
    sum(case when whereabouts = 'suspended' then n else 0 end) as suspended,
    sum(case when whereabouts = 'out_of_school' then n else 0 end) as out_of_school
  from msr_whereabouts
  where month = $month
  group by area_code, stage
)
select distinct cast(a.area_code as varchar) as area_code, cast(a.stage as varchar) as stage, cast(a.n as bigint) as school_age,
  cast(a.n_poor as bigint) as school_age_poor, cast(p.in_county as bigint) as in_county, cast(p.home_teaching as bigint) as home_teaching,
  cast(p.suspended as bigint) as suspended, cast(p.out_of_school as bigint) as out_of_school
from age a
join place p on p.area_code = a.area_code and p.stage = a.stage
