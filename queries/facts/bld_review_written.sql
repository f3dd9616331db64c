-- title: 季评:书面报告
-- counts: nothing; each written report that was due, and the months in which none was
-- grain: line x unit_code x subject x subject_code x child_key
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: cases by who had to report them; months of which every sheet (register) stands and in which nobody had to be reported
-- out: cases of the old ledger; months that no complete sheet bears out
-- source: 24 hours after the suspicion; a case that others found was not reported; one that another post reported within the time, or
--   that was reported in time by nobody knows whom, earns nothing and costs nothing
with
due as (
  select reporter_line as line, reporter_unit as unit_code, case_no, child_key, opened_month, opened_on, due_on, reported_on, reported_by, report_seq,
    found_by, is_old
  from bld_review_case
  where reporter_unit is not null
),
busy as (
  select line, unit_code, opened_month as month from due
  union
  select line, unit_code, substr(cast(found_on as varchar), 1, 7) as month from bld_review_found
)
select cast(line as varchar) as line, cast(unit_code as varchar) as unit_code, cast('written_report' as varchar) as subject,
  cast(case when line = 'student' then unit_code end as varchar) as school_code, cast(case_no as varchar) as subject_code,
  cast(child_key as bigint) as child_key, cast(due_on as date) as due_on, cast(reported_on as date) as done_on, cast(due_on as date) as counted_on,
  cast(case when is_old = 1 then 'excluded' when reported_by in ('other', 'unknown') and reported_on <= due_on then 'excluded' end as varchar) as fixed,
  cast(null as varchar) as found_by, cast(reported_by as varchar) as acted, cast(report_seq as bigint) as act_seq
from due
where found_by = 'self'
union all
select cast(line as varchar) as line, cast(unit_code as varchar) as unit_code, cast('unreported' as varchar) as subject,
  cast(case when line = 'student' then unit_code end as varchar) as school_code, cast(case_no as varchar) as subject_code,
  cast(child_key as bigint) as child_key, cast(null as date) as due_on, cast(null as date) as done_on, cast(counted_on as date) as counted_on,
  cast(case when standing = 'final' then 'found' else 'pending' end as varchar) as fixed, cast(found_by as varchar) as found_by, cast(null as varchar) as acted, cast(null as bigint) as act_seq
from bld_review_found
union all
select cast(s.line as varchar) as line, cast(s.unit_code as varchar) as unit_code, cast('clear_month' as varchar) as subject,
  cast(case when s.line = 'student' then s.unit_code end as varchar) as school_code, cast(s.month as varchar) as subject_code,
  cast(null as bigint) as child_key, cast(s.due_on as date) as due_on, cast(null as date) as done_on,
  cast(concat(s.month, '-01') as date) as counted_on, cast('ok' as varchar) as fixed, cast(null as varchar) as found_by, cast(null as varchar) as acted, cast(null as bigint) as act_seq
from bld_review_stand s
left join busy b on b.line = s.line and b.unit_code = s.unit_code and b.month = s.month
where b.unit_code is null
