-- title: 最急的一件
-- counts: the open case whose duty is due first
-- grain: one row, or none
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: open cases of the viewer's children in the place that have a day
-- out: states without a clock
-- source: read aloud in the third sentence of the summary
with
ranked as (
  select r.case_no, r.child_key, r.name, r.township_code, r.village_code, r.village_name, r.school_code, r.school_name, r.class_key,
    r.duty, r.holder, r.holder_post_id, r.holder_name, r.due_on, r.is_overdue, r.overdue_days, r.is_poor, r.school_now,
    row_number() over (order by r.due_on, r.case_no) as place_no
  from bld_case_row r
  join bld_case_within w on w.case_no = r.case_no and w.place = $area
  where r.is_open = 1 and r.due_on is not null
)
select cast(case_no as varchar) as case_no, cast(child_key as bigint) as child_key, cast(name as varchar) as name,
  cast(township_code as varchar) as township_code, cast(village_code as varchar) as village_code, cast(village_name as varchar) as village_name,
  cast(school_code as varchar) as school_code, cast(school_name as varchar) as school_name, cast(class_key as varchar) as class_key,
  cast(duty as varchar) as duty, cast(holder as varchar) as holder, cast(holder_post_id as varchar) as holder_post_id,
  cast(holder_name as varchar) as holder_name, cast(due_on as date) as due_on,
  cast(is_overdue as int) as is_overdue, cast(overdue_days as int) as overdue_days, cast(is_poor as int) as is_poor, cast(school_now as varchar) as school_now
from ranked
where place_no = 1
