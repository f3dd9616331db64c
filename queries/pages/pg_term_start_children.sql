-- title: 开学未报到名单
-- counts: the viewer's children who were not seen on the first school day of the newest term, with when they came
-- grain: child_key
-- parameters: $area, $month_last, $as_of_day, $ledger_seq
-- line: student
-- in: those never seen, on leave, and those seen after the first day that their class reported
-- out: pupils seen on that day; classes and schools that reported nothing: they have no names to verify, but a report to chase
-- source: fct_term_start; a closed school's child stands under its successor; school_now answers for the child
with
now as (select max(first_day) as first_day from bld_term_start where first_day <= least($month_last, $as_of_day)),
child as (
  select f.child_key, f.school_code, coalesce(z.heir_code, f.school_code) as school_now, f.class_key, f.is_on_roll, f.first_day,
    f.reported_no, f.reported_on, f.state, f.verify_on, f.verified_on, f.is_overdue
  from fct_term_start f
  join now n on n.first_day = f.first_day
  left join bld_school_heir_now z on z.school_code = f.school_code
  left join dim_area a on a.area_code = coalesce(z.heir_code, f.school_code)
  where (f.state in ('not_reported', 'on_leave') or (f.state = 'reported' and (f.reported_no is null or f.reported_no > f.class_no)))
    and (length($area) = 6 or coalesce(z.heir_code, f.school_code) = $area or f.class_key = $area or a.parent_code = $area)
),
home as (
  select child_key, household_area, row_number() over (partition by child_key order by household_area nulls last) as choice from bld_child_place
),
open_case as (select child_key, case_no, state from fct_case where is_open = 1)
select cast(c.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(n.pinyin_key as varchar) as pinyin_key,
  cast(m.stage as varchar) as stage, cast(c.school_code as varchar) as school_code, cast(s.name as varchar) as school_name,
  cast(c.class_key as varchar) as class_key, cast(case when c.is_on_roll = 1 then k.label end as varchar) as class_label, cast(substr(h.household_area, 1, 9) as varchar) as township_code,
  cast(t.name as varchar) as township_name, cast(h.household_area as varchar) as village_code, cast(v.name as varchar) as village_name,
  cast(c.state as varchar) as report, cast(c.is_on_roll as int) as is_on_roll, cast(c.reported_no as int) as reported_no,
  cast(c.reported_on as date) as reported_on, cast(c.verify_on as date) as verify_on, cast(c.verified_on as date) as verified_on,
  cast(c.is_overdue as int) as is_overdue, cast(o.case_no as varchar) as case_no, cast(o.state as varchar) as state,
  cast(c.school_now as varchar) as school_now
from child c
left join home h on h.child_key = c.child_key and h.choice = 1
left join open_case o on o.child_key = c.child_key
left join src_child_name n on n.child_key = c.child_key
left join dim_area s on s.area_code = c.school_code
left join dim_area v on v.area_code = h.household_area
left join dim_area t on t.area_code = substr(h.household_area, 1, 9)
left join dim_class k on k.class_key = c.class_key
left join src_class m on m.class_key = c.class_key
order by case c.state when 'not_reported' then 1 when 'on_leave' then 2 else 3 end, c.is_overdue desc, s.sort, c.class_key, n.pinyin_key, c.child_key
