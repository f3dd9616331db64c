-- title: 个案的岗位
-- counts: nothing; which post stands for each holder of a case
-- grain: case_no x holder
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every case, open or not
-- out: none
-- source: the administrative line follows the household, the education line the school and class, the last known ones of a
--   child who is on no roll now: its principal (of the successor where it was closed); nobody's pupil is the township's,
--   without a household the bureau's
with
county as (select area_code from src_area where level = 'county'),
home as (
  select c.case_no, coalesce(c.township_code, c.school_township_code) as township_code, c.school_now, c.class_key, c.is_former, k.area_code as county_code
  from fct_case c
  cross join county k
),
post as (
  select case_no, 'township' as holder, 'township_head' as head, township_code as unit_code from home
  union all
  select case_no, 'bureau' as holder, 'director' as head, county_code as unit_code from home
  union all
  select case_no, 'principal' as holder,
    case when school_now is not null then 'principal' when township_code is not null then 'township_head' else 'director' end as head,
    coalesce(school_now, township_code, county_code) as unit_code
  from home
  union all
  select case_no, 'class_teacher' as holder,
    case when class_key is not null and is_former = 0 then 'class_teacher' when school_now is not null then 'principal'
      when township_code is not null then 'township_head' else 'director' end as head,
    coalesce(case when is_former = 0 then class_key end, school_now, township_code, county_code) as unit_code
  from home
)
select cast(case_no as varchar) as case_no, cast(holder as varchar) as holder, cast(head as varchar) as head, cast(unit_code as varchar) as unit_code
from post
