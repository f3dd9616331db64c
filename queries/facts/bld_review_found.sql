-- title: 他人发现
-- counts: children out of school whom a unit had not reported and whom others found
-- grain: line x unit_code x child_key x found_by x found_on
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: cases opened by a list from above, a tip, an inspector's roll call, or reported by another unit's post when the unit's time
--   was over; children whom a re-check found hidden
-- out: findings that were withdrawn
-- source: 瞒报 only after the county's re-check and the time for objection, never from data alone; counted in the quarter of
--   the finding, of a re-check in the quarter that was re-checked
select cast(reporter_line as varchar) as line, cast(reporter_unit as varchar) as unit_code, cast(child_key as bigint) as child_key,
  cast(case_no as varchar) as case_no, cast(found_by as varchar) as found_by, cast(found_on as date) as found_on, cast(found_on as date) as counted_on,
  cast('final' as varchar) as standing
from bld_review_case
where found_by in ('list', 'tip', 'roll_call', 'other') and reporter_unit is not null
union all
select cast(case when length(r.unit_code) = 9 then 'household' else 'student' end as varchar) as line, cast(r.unit_code as varchar) as unit_code,
  cast(r.child_key as bigint) as child_key, cast(null as varchar) as case_no, cast('recheck' as varchar) as found_by,
  cast(r.checked_on as date) as found_on, cast(q.last_day as date) as counted_on, cast(r.standing as varchar) as standing
from bld_recheck r
join bld_quarter q on q.quarter = r.quarter
where r.result = 'hidden' and r.standing <> 'withdrawn'
