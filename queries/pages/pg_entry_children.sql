-- title: 一年级入学名单
-- counts: the viewer's children of the year that enters grade 1, and grade-1 pupils on no register, with where each is
-- grain: child_key
-- parameters: $area, $year_first, $as_of_day, $ledger_seq
-- line: -
-- in: registered children by household; pupils on no register by school
-- out: nothing
-- source: each name behind each term; those not enrolled first
with
child as (
  select e.child_key, e.school_year, e.month, e.village_code, e.school_code, e.class_key, e.said, e.proved_on, e.until_on, e.due_on, e.term, e.line
  from fct_entry e
  left join dim_area a on a.area_code = e.school_code
  where concat(cast(e.school_year as varchar), '-09') = substr(cast($year_first as varchar), 1, 7)
    and (length($area) = 6 or e.school_code = $area or e.class_key = $area
      or (e.line = 'household' and (e.village_code = $area or substr(e.village_code, 1, 9) = $area))
      or (e.line = 'student' and a.parent_code = $area))
),
said as (select child_key, month, sex, birth_month, school_words, cause from src_children),
open_case as (select child_key, case_no, state from fct_case where is_open = 1)
select cast(c.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(n.pinyin_key as varchar) as pinyin_key,
  cast(g.sex as varchar) as sex, cast(g.birth_month as varchar) as birth_month, cast('primary' as varchar) as stage,
  cast(c.school_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(c.class_key as varchar) as class_key,
  cast(k.label as varchar) as class_label, cast(substr(c.village_code, 1, 9) as varchar) as township_code, cast(t.name as varchar) as township_name,
  cast(c.village_code as varchar) as village_code, cast(v.name as varchar) as village_name, cast(c.term as varchar) as term, cast(c.said as varchar) as said,
  cast(g.school_words as varchar) as school_words, cast(g.cause as varchar) as cause, cast(c.proved_on as date) as proved_on, cast(c.until_on as date) as until_on,
  cast(c.due_on as date) as due_on, cast(case when c.term = 'unverified' then 1 else 0 end as int) as is_overdue,
  cast(o.case_no as varchar) as case_no, cast(o.state as varchar) as state
from child c
left join said g on g.child_key = c.child_key and g.month = c.month
left join open_case o on o.child_key = c.child_key
left join src_child_name n on n.child_key = c.child_key
left join dim_area s on s.area_code = c.school_code
left join dim_area v on v.area_code = c.village_code
left join dim_area t on t.area_code = substr(c.village_code, 1, 9)
left join dim_class k on k.class_key = c.class_key
order by case c.term when 'not_enrolled' then 1 when 'unverified' then 2 when 'register_gap' then 3 when 'elsewhere_pending' then 4 when 'deferred' then 5
  when 'may_wait' then 6 when 'enrolled_here' then 20 else 9 end, v.sort, n.pinyin_key, c.child_key
