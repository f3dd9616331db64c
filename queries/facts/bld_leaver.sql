-- title: 小升初应接学生
-- counts: pupils of grade 6 in June, with the first roll month by which the junior schools that await them have all reported grade 7
-- grain: child_key x school_year
-- parameters: $as_of_day
-- line: student
-- in: pupils holding a place in grade 6 by the roll of June (where June is not held: the first month of summer), suspended
--   ones too
-- out: nothing; judged_in is null while a junior school that may have the child has not told of its grade 7 in the term
-- source: the junior schools of the primary school's township, of the county where it has none; one that closed in
--   summer is not waited for; school_year is the one that begins
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
status as (select code, parent from src_code where code_set = 'status' and parent in ('at_school', 'away')),
autumn as (
  select cast(substr(t.term, 1, 4) as int) as school_year, t.first_day, t.reached_on, t.verify_on, t.month, t.last_month,
    concat(substr(t.term, 1, 4), '-06') as june, concat(substr(t.term, 1, 4), '-08') as august
  from bld_term_start t
  where t.part = '1'
),
held as (select distinct month from bld_roll_month),
base as (
  select a.school_year, min(h.month) as month
  from autumn a
  join held h on h.month between a.june and a.august
  group by a.school_year
),
ranked as (
  select b.school_year, b.month, r.child_key, r.school_code, r.class_key, r.status,
    row_number() over (
      partition by b.school_year, r.child_key
      order by case when s.parent = 'at_school' then 0 else 1 end, r.status_since desc nulls last, r.school_code, r.class_key
    ) as choice
  from base b
  join bld_roll_stretch r on b.month between r.first_month and r.last_month and r.grade = 6
  join stage g on g.code = r.stage
  join status s on s.code = r.status
),
ground as (select school_code, max(area_code) as area_code, max(valid_to) as valid_to from src_school group by school_code),
junior as (
  select distinct a.school_year, a.month as from_month, a.last_month, r.school_code, g.area_code
  from base b
  join autumn a on a.school_year = b.school_year
  join drv_school_roll r on r.month = b.month and r.stage = 'junior' and r.is_at_school = 1
  join ground g on g.school_code = r.school_code and g.valid_to >= a.first_day
),
judge as (
  select j.school_year, j.school_code, min(r.month) as month
  from junior j
  join bld_grade_sent r on r.school_code = j.school_code and r.grade = 7
  where r.month between j.from_month and j.last_month
  group by j.school_year, j.school_code
),
place as (
  select school_year, area_code, school_code from junior
  union all
  select school_year, 'county' as area_code, school_code from junior
),
sent as (
  select p.school_year, p.area_code, max(j.month) as judged_in, count(*) as schools_n, count(j.month) as sent_n
  from place p
  left join judge j on j.school_year = p.school_year and j.school_code = p.school_code
  group by p.school_year, p.area_code
),
leaver as (
  select r.school_year, r.month, r.child_key, r.school_code, r.class_key, r.status, coalesce(o.area_code, 'county') as awaited_in
  from ranked r
  left join ground g on g.school_code = r.school_code
  left join (select distinct school_year, area_code from junior) o on o.school_year = r.school_year and o.area_code = g.area_code
  where r.choice = 1
)
select cast(l.child_key as bigint) as child_key, cast(l.school_year as int) as school_year, cast(l.month as varchar) as base_month,
  cast(l.school_code as varchar) as school_code, cast(l.class_key as varchar) as class_key, cast(l.status as varchar) as status,
  cast(a.first_day as date) as first_day, cast(a.reached_on as date) as reached_on, cast(a.verify_on as date) as verify_on,
  cast(a.month as varchar) as month, cast(substr(cast(cast(concat(a.month, '-01') as date) - 1 as varchar), 1, 7) as varchar) as month_before,
  cast(concat(cast(l.school_year + 1 as varchar), '-08') as varchar) as year_month,
  cast(case when s.sent_n = s.schools_n then s.judged_in end as varchar) as judged_in
from leaver l
join autumn a on a.school_year = l.school_year and a.first_day <= $as_of_day
left join sent s on s.school_year = l.school_year and s.area_code = l.awaited_in
