-- title: 小升初名单
-- counts: the viewer's children of June's grade 6 with where each is now
-- grain: child_key
-- parameters: $area, $year_first, $as_of_day, $ledger_seq
-- line: student
-- in: by the primary school of June, a closed one's by its successor; in a village its own children
-- out: nothing
-- source: each name behind each term; those missing and unverified first; school_now answers for the child
with
child as (
  select h.child_key, h.school_code, coalesce(z.heir_code, h.school_code) as school_now, h.class_key, h.junior_code, h.junior_class, h.said, h.proved_on, h.due_on, h.term, h.verify_on, h.first_day
  from fct_handover h
  left join bld_school_heir_now z on z.school_code = h.school_code
  left join dim_area s on s.area_code = coalesce(z.heir_code, h.school_code)
  left join bld_elsewhere_now w on w.child_key = h.child_key and w.school_year = h.school_year
  where h.month = substr(cast($year_first as varchar), 1, 7)
    and (coalesce(z.heir_code, h.school_code) = $area or h.class_key = $area or s.parent_code = $area or length($area) = 6 or w.village_code = $area)
),
one as (select distinct child_key, school_code, school_now, class_key, junior_code, junior_class, said, proved_on, due_on, term, verify_on, first_day from child),
home as (
  select child_key, household_area, row_number() over (partition by child_key order by household_area nulls last) as choice from bld_child_place
),
step as (
  select child_key, verified_on from bld_no_show_step where term = concat(substr(cast($year_first as varchar), 1, 4), '-1')
),
said as (
  select g.child_key, g.school_words, row_number() over (partition by g.child_key order by g.month desc) as newest
  from src_children g
  where g.month >= substr(cast($year_first as varchar), 1, 7) and g.month <= substr(cast($as_of_day as varchar), 1, 7)
),
open_case as (select child_key, case_no, state from fct_case where is_open = 1)
select cast(c.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(n.pinyin_key as varchar) as pinyin_key,
  cast('primary' as varchar) as stage, cast(c.school_code as varchar) as school_code, cast(s.name as varchar) as school_name,
  cast(c.class_key as varchar) as class_key, cast(s.parent_code as varchar) as school_township_code,
  cast(substr(h.household_area, 1, 9) as varchar) as township_code, cast(t.name as varchar) as township_name,
  cast(h.household_area as varchar) as village_code, cast(v.name as varchar) as village_name, cast(c.term as varchar) as term,
  cast(c.junior_code as varchar) as junior_code, cast(j.name as varchar) as junior_name, cast(k.label as varchar) as junior_class_label,
  cast(c.said as varchar) as said, cast(w.school_words as varchar) as school_words, cast(c.proved_on as date) as proved_on, cast(c.due_on as date) as due_on,
  cast(p.verified_on as date) as verified_on,
  cast(case when c.term = 'unverified' or (c.term = 'missing' and p.verified_on is null and c.due_on < $as_of_day) then 1 else 0 end as int) as is_overdue,
  cast(o.case_no as varchar) as case_no, cast(o.state as varchar) as state,
  cast(c.school_now as varchar) as school_now
from one c
left join home h on h.child_key = c.child_key and h.choice = 1
left join step p on p.child_key = c.child_key
left join said w on w.child_key = c.child_key and w.newest = 1
left join open_case o on o.child_key = c.child_key
left join src_child_name n on n.child_key = c.child_key
left join dim_area s on s.area_code = c.school_code
left join dim_area j on j.area_code = c.junior_code
left join dim_area v on v.area_code = h.household_area
left join dim_area t on t.area_code = substr(h.household_area, 1, 9)
left join dim_class k on k.class_key = c.junior_class
order by case c.term when 'missing' then 1 when 'unverified' then 2 when 'elsewhere_pending' then 3 when 'in_transfer' then 4
  when 'unreported' then 5 when 'registered' then 9 else 6 end, s.sort, c.class_key, n.pinyin_key, c.child_key
