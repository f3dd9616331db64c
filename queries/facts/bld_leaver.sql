-- title: 小升初应接学生
-- counts: pupils of grade 6 in June, with the first roll month by which the junior schools that await them have all reported grade 7
-- grain: child_key x school_year
-- parameters: $as_of_day
-- line: student
-- in: pupils holding a place in grade 6 by the roll of June (where June is not held: the first month of summer), suspended ones too,
--   and those of whom it says that they have finished: 毕业 from grade 6 ends no compulsory education; whom a later roll of summer
--   alone holds in grade 6, and no autumn roll in primary school
-- out: former years' pupils whom a school goes on listing as finished; judged_in is null while a junior school that may have the
--   child has not told of its grade 7 in the term
-- source: the junior schools of the primary school's township, of the county where it has none (bld_handover_school); school_year
--   is the one that begins
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
status as (
  select c.code, c.parent
  from src_code c
  left join bld_status_word w on w.code = c.code
  where c.code_set = 'status' and (c.parent in ('at_school', 'away') or w.is_finished = 1)
),
autumn as (
  select cast(substr(t.term, 1, 4) as int) as school_year, t.first_day, t.reached_on, t.verify_on, t.month
  from bld_term_start t
  where t.part = '1'
),
base as (select school_year, base_month as month from bld_handover_base),
seat as (
  select r.child_key, r.grade, r.first_month, r.last_month
  from bld_roll_stretch r
  join status s on s.code = r.status and s.parent = 'at_school'
),
place as (
  select b.school_year, b.month, r.child_key, r.school_code, r.class_key, r.status, r.status_since, s.parent
  from base b
  join bld_roll_stretch r on b.month between r.first_month and r.last_month and r.grade = 6
  join stage g on g.code = r.stage
  join status s on s.code = r.status
),
later as (
  -- whom the rolls held in grade 6 in summer alone: the base month does not know them, and no autumn roll has a primary seat of theirs
  select b.school_year, r.child_key, r.school_code, r.class_key, r.status, r.status_since, s.parent,
    least(r.last_month, concat(cast(b.school_year as varchar), '-08')) as month
  from base b
  join autumn a on a.school_year = b.school_year
  join bld_roll_stretch r on r.grade = 6 and r.first_month > b.month and r.first_month <= concat(cast(b.school_year as varchar), '-08')
  join stage g on g.code = r.stage
  join status s on s.code = r.status and s.parent <> 'left'
  left join place p on p.school_year = b.school_year and p.child_key = r.child_key
  left join seat t on t.child_key = r.child_key and t.grade <= 6 and a.month between t.first_month and t.last_month
  where p.child_key is null and t.child_key is null
),
due as (
  select school_year, month, child_key, school_code, class_key, status, status_since, parent from place
  union all
  select school_year, month, child_key, school_code, class_key, status, status_since, parent from later
),
finished_before as (
  -- said before the year's last months, or of a child who sits in another grade by now
  select p.school_year, p.child_key
  from place p
  join bld_roll_spell l on l.child_key = p.child_key and l.school_code = p.school_code and l.status = p.status and l.first_month <= p.month
  where p.parent = 'left'
  group by p.school_year, p.child_key
  having max(l.first_month) < concat(cast(p.school_year as varchar), '-05')
  union
  select p.school_year, p.child_key
  from place p
  join bld_roll_stretch r on r.child_key = p.child_key and p.month between r.first_month and r.last_month
  join status s on s.code = r.status
  where p.parent = 'left' and s.parent = 'at_school' and coalesce(r.grade, 0) <> 6
),
ranked as (
  select p.school_year, p.month, p.child_key, p.school_code, p.class_key, p.status,
    row_number() over (
      partition by p.school_year, p.child_key
      order by case when p.parent = 'at_school' then 0 else 1 end, p.month desc, p.status_since desc nulls last, p.school_code, p.class_key
    ) as choice
  from due p
  left join finished_before f on f.school_year = p.school_year and f.child_key = p.child_key
  where p.parent <> 'left' or f.child_key is null
),
awaiting as (
  select school_year, area_code, told_in from bld_handover_school
  union all
  select school_year, 'county' as area_code, told_in from bld_handover_school
),
told as (
  select school_year, area_code, max(told_in) as judged_in, count(*) as schools_n, count(told_in) as told_n
  from awaiting
  group by school_year, area_code
),
leaver as (
  select r.school_year, r.month, r.child_key, r.school_code, r.class_key, r.status, coalesce(o.area_code, 'county') as awaited_in
  from ranked r
  left join bld_handover_ground g on g.school_year = r.school_year and g.school_code = r.school_code
  left join told o on o.school_year = r.school_year and o.area_code = g.area_code
  where r.choice = 1
)
select cast(l.child_key as bigint) as child_key, cast(l.school_year as int) as school_year, cast(l.month as varchar) as base_month,
  cast(l.school_code as varchar) as school_code, cast(l.class_key as varchar) as class_key, cast(l.status as varchar) as status,
  cast(a.first_day as date) as first_day, cast(a.reached_on as date) as reached_on, cast(a.verify_on as date) as verify_on,
  cast(a.month as varchar) as month, cast(substr(cast(cast(concat(a.month, '-01') as date) - 1 as varchar), 1, 7) as varchar) as month_before,
  cast(concat(cast(l.school_year + 1 as varchar), '-08') as varchar) as year_month,
  cast(case when s.told_n = s.schools_n then s.judged_in end as varchar) as judged_in
from leaver l
join autumn a on a.school_year = l.school_year and a.first_day <= $as_of_day
left join told s on s.school_year = l.school_year and s.area_code = l.awaited_in
