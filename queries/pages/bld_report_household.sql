-- title: 月报:适龄(户籍)
-- counts: school-age children by whereabouts, and the enrolment rates, one row for a printed row
-- grain: area_code x stage
-- parameters: $month, $as_of_day, $ledger_seq
-- line: household
-- in: county, townships, villages and the unknown household
-- out: 县外就读 and 入学率 of areas of which no household register was ever sent: null, not 0;
--   未在校 there holds those known, null where none is
-- source: in_county + elsewhere_proved + elsewhere_pending + home_teaching + suspended + finished + out_of_school = school_age;
--   未在校 holds the unverified and those who never entered a school; rates are hidden below the dated minimum of persons
with
least as (select value from src_threshold where name = 'rate_min_pupils' and $as_of_day between valid_from and valid_to),
age as (select area_code, stage, n, n_poor from msr_school_age where month = $month),
place as (
  select area_code, stage,
    sum(case when whereabouts = 'in_county' then n else 0 end) as in_county,
    sum(case when whereabouts = 'elsewhere_proved' then n else 0 end) as elsewhere_proved,
    sum(case when whereabouts = 'elsewhere_pending' then n else 0 end) as elsewhere_pending,
    sum(case when whereabouts = 'home_teaching' then n else 0 end) as home_teaching,
    sum(case when whereabouts = 'suspended' then n else 0 end) as suspended,
    sum(case when whereabouts = 'finished' then n else 0 end) as finished,
    sum(case when whereabouts in ('unverified', 'never_enrolled', 'out_of_school') then n else 0 end) as out_of_school,
    sum(case when whereabouts = 'unverified' then n else 0 end) as unverified,
    sum(case when whereabouts = 'never_enrolled' then n else 0 end) as never_enrolled
  from msr_whereabouts
  where month = $month
  group by area_code, stage
),
enrolment as (select area_code, stage, n, d, value from msr_enrolment_rate where month = $month),
disabled as (select area_code, stage, n, d, n_inclusive, n_special, n_home, value from msr_disabled_enrolment_rate where month = $month)
select distinct cast(a.area_code as varchar) as area_code, cast(a.stage as varchar) as stage, cast(a.n as bigint) as school_age,
  cast(a.n_poor as bigint) as school_age_poor, cast(p.in_county as bigint) as in_county,
  cast(case when e.d is not null then p.elsewhere_proved end as bigint) as elsewhere_proved,
  cast(case when e.d is not null then p.elsewhere_pending end as bigint) as elsewhere_pending,
  cast(p.home_teaching as bigint) as home_teaching, cast(p.suspended as bigint) as suspended,
  cast(case when e.d is not null then p.finished end as bigint) as finished,
  cast(case when e.d is not null or p.out_of_school > 0 then p.out_of_school end as bigint) as out_of_school,
  cast(case when e.d is not null then p.unverified end as bigint) as unverified,
  cast(case when e.d is not null then p.never_enrolled end as bigint) as never_enrolled,
  cast(e.n as bigint) as enrolment_n, cast(e.d as bigint) as enrolment_d,
  cast(case when e.d >= l.value then e.value end as double) as enrolment_rate,
  cast(case when e.d < l.value then 1 else 0 end as int) as enrolment_hidden,
  cast(d.n as bigint) as disabled_n, cast(d.d as bigint) as disabled_d, cast(d.value as double) as disabled_rate,
  cast(d.n_inclusive as bigint) as disabled_inclusive, cast(d.n_special as bigint) as disabled_special, cast(d.n_home as bigint) as disabled_home
from age a
cross join least l
join place p on p.area_code = a.area_code and p.stage = a.stage
left join enrolment e on e.area_code = a.area_code and e.stage = a.stage
left join disabled d on d.area_code = a.area_code and d.stage = a.stage
