-- title: 季评依据
-- counts: the things that a unit's points stand on, other than those about a single child
-- grain: criterion x row_no
-- parameters: $area, $month_first, $as_of_day, $ledger_seq
-- line: -
-- in: reports, months without anything to report, rows that waited for correction, re-checks of schools
-- out: rows about a child: pg_review_children
-- source: the rows that msr_review_points counts
select cast(r.line as varchar) as line, cast(r.criterion as varchar) as criterion, cast(r.row_no as int) as row_no,
  cast(r.subject as varchar) as subject, cast(r.subject_code as varchar) as subject_code, cast(r.school_code as varchar) as school_code,
  cast(s.name as varchar) as school_name, cast(r.due_on as date) as due_on, cast(r.done_on as date) as done_on,
  cast(r.status as varchar) as status, cast(r.found_by as varchar) as found_by
from fct_review_row r
join bld_review_quarter q on q.quarter = r.quarter
left join dim_area s on s.area_code = r.school_code
where r.unit_code = $area and r.child_key is null
order by r.criterion, r.row_no
