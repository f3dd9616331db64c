-- title: 季评依据(学生)
-- counts: the things about single children that a unit's points stand on, and who acted
-- grain: criterion x row_no
-- parameters: $area, $month, $month_first, $as_of_day, $ledger_seq
-- line: -
-- in: written reports, duties, evidence, suspicious data, re-checks of cases, children whom others found or a nil report left out
-- out: rows without a child: pg_review_rows
-- source: the rows that msr_review_points counts
with
home as (select child_key, village_code, township_code, school_code, class_key from dim_household_child where month = $month),
one_case as (select case_no, village_code, township_code, school_code, class_key from fct_case)
select cast(r.line as varchar) as line, cast(r.criterion as varchar) as criterion, cast(r.row_no as int) as row_no,
  cast(r.subject as varchar) as subject, cast(r.subject_code as varchar) as subject_code, cast(c.case_no as varchar) as case_no,
  cast(r.child_key as bigint) as child_key, cast(n.name as varchar) as name,
  cast(coalesce(c.school_code, h.school_code) as varchar) as school_code, cast(s.name as varchar) as school_name,
  cast(coalesce(c.class_key, h.class_key) as varchar) as class_key, cast(k.label as varchar) as class_label,
  cast(coalesce(c.township_code, h.township_code) as varchar) as township_code,
  cast(coalesce(c.village_code, h.village_code) as varchar) as village_code, cast(v.name as varchar) as village_name,
  cast(r.due_on as date) as due_on, cast(r.done_on as date) as done_on, cast(r.status as varchar) as status,
  cast(r.found_by as varchar) as found_by, cast(r.acted as varchar) as acted, cast(o.head as varchar) as post_head,
  cast(w.name as varchar) as post_place, cast(e.actor as varchar) as actor
from fct_review_row r
join bld_review_quarter q on q.quarter = r.quarter
left join home h on h.child_key = r.child_key
left join one_case c on c.case_no = r.subject_code
left join src_child_name n on n.child_key = r.child_key
left join src_event e on e.seq = r.act_seq
left join bld_office o on o.post_id = e.post_id
left join dim_area w on w.area_code = coalesce(o.school_code, o.area_code)
left join dim_area s on s.area_code = coalesce(c.school_code, h.school_code)
left join dim_area v on v.area_code = coalesce(c.village_code, h.village_code)
left join dim_class k on k.class_key = coalesce(c.class_key, h.class_key)
where r.unit_code = $area and r.child_key is not null
order by r.criterion, r.row_no
