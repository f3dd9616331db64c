-- title: 小升初应接学校
-- counts: the schools that may have taken grade 6, with the first month of the term in which they told of their grade 7
-- grain: school_year x school_code
-- parameters: $as_of_day
-- line: student
-- in: schools with junior pupils by the roll that says who is in grade 6, those that closed since by their successor; junior and
--   nine-year schools that stand in autumn, new ones too
-- out: schools that closed without having told and for which nobody answers: none can be waited for
-- source: bld_grade_told; a school that had no junior pupil and sends other grades has told of grade 7 once its roll was due;
--   told_in is null until then
with
base as (select school_year, base_month, month, last_month, stands_on from bld_handover_base),
former as (
  select distinct b.school_year, r.school_code
  from base b
  join drv_school_roll r on r.month = b.base_month and r.stage = 'junior' and r.is_at_school = 1
),
awaiting as (
  select school_year, school_code from former
  union
  select school_year, school_code from bld_handover_ground where is_open = 1 and kind in ('junior', 'nine_year')
),
alone as (
  -- closed, and nobody answers any more: what it had told by then stands
  select b.school_year, h.school_code, min(substr(cast(h.day as varchar), 1, 7)) as month
  from base b
  join bld_heir_day h on h.day >= b.stands_on
  where h.heir_code is null and h.day <= $as_of_day and substr(cast(h.day as varchar), 1, 7) <= b.last_month
  group by b.school_year, h.school_code
),
school as (
  select a.school_year, a.school_code, g.area_code, b.month as from_month, b.last_month, coalesce(n.month, '9999-12') as alone_in,
    case when f.school_code is null then 1 else 0 end as is_first
  from awaiting a
  join base b on b.school_year = a.school_year
  join bld_handover_ground g on g.school_year = a.school_year and g.school_code = a.school_code
  left join alone n on n.school_year = a.school_year and n.school_code = a.school_code
  left join former f on f.school_year = a.school_year and f.school_code = a.school_code
),
told as (
  select s.school_year, s.school_code, min(t.month) as month
  from school s
  join bld_grade_told t on t.school_code = s.school_code and t.grade = 7 and t.month between s.from_month and s.last_month and t.month < s.alone_in
  left join drv_school_grade k on k.school_code = t.school_code and k.month = t.month and k.grade = 7 and k.is_sent = 1
  left join src_submission d on d.school_code = t.school_code and d.month = t.month and d.kind = 'roll'
  where s.is_first = 0 or k.school_code is not null or d.due_on is null or d.due_on < $as_of_day
  group by s.school_year, s.school_code
)
select cast(s.school_year as int) as school_year, cast(s.school_code as varchar) as school_code, cast(s.area_code as varchar) as area_code,
  cast(t.month as varchar) as told_in
from school s
left join told t on t.school_year = s.school_year and t.school_code = s.school_code
where t.month is not null or s.alone_in = '9999-12'
