-- title: 小升初时学校所在乡镇
-- counts: the township in which each school stands when grade 6 is handed over
-- grain: school_year x school_code
-- parameters: $as_of_day
-- line: student
-- in: the school's row of that day, of a school closed by then its last one
-- out: nothing
-- source: townships merge as schools do: the row of the day says which junior schools are its neighbours; is_open = 1 where a row holds on the day
with
ranked as (
  select b.school_year, s.school_code, s.area_code, s.kind, case when b.stands_on between s.valid_from and s.valid_to then 1 else 0 end as is_open,
    row_number() over (
      partition by b.school_year, s.school_code
      order by case when b.stands_on between s.valid_from and s.valid_to then 0 when s.valid_from <= b.stands_on then 1 else 2 end, s.valid_from desc
    ) as choice
  from bld_handover_base b
  cross join src_school s
)
select cast(school_year as int) as school_year, cast(school_code as varchar) as school_code, cast(area_code as varchar) as area_code,
  cast(kind as varchar) as kind, cast(is_open as int) as is_open
from ranked
where choice = 1
