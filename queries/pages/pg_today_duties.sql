-- title: 待我办理
-- counts: open cases with the duty that is next, late ones first
-- grain: case_no
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: open cases of the viewer's children in the place
-- out: states without a clock of their own still stand here, without a day
-- source: one owner a duty; a day that was due yesterday is overdue today
select cast(r.case_no as varchar) as case_no, cast(r.child_key as bigint) as child_key, cast(r.name as varchar) as name,
  cast(r.school_code as varchar) as school_code, cast(r.school_name as varchar) as school_name,
  cast(r.class_key as varchar) as class_key, cast(r.class_label as varchar) as class_label,
  cast(r.township_code as varchar) as township_code, cast(r.township_name as varchar) as township_name,
  cast(r.village_code as varchar) as village_code, cast(r.village_name as varchar) as village_name,
  cast(r.state as varchar) as state, cast(r.duty as varchar) as duty, cast(r.holder as varchar) as holder,
  cast(r.holder_post_id as varchar) as holder_post_id, cast(r.holder_name as varchar) as holder_name,
  cast(r.due_on as date) as due_on, cast(r.is_overdue as int) as is_overdue, cast(r.overdue_days as int) as overdue_days,
  cast(r.is_due_soon as int) as is_due_soon, cast(r.discovered_on as date) as discovered_on,
  cast(r.is_poor as int) as is_poor, cast(r.episode_no as int) as episode_no, cast(r.is_former as int) as is_former,
  cast(r.school_now as varchar) as school_now
from bld_case_row r
join bld_case_within w on w.case_no = r.case_no and w.place = $area
where r.is_open = 1
order by r.is_overdue desc, r.due_on nulls last, r.case_no
