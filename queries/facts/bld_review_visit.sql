-- title: 季评:家访劝返通知
-- counts: nothing; each duty to verify, to persuade and to serve the notice, with its day
-- grain: line x unit_code x subject x subject_code x stay
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: schools verify; townships (of the household, else of the school) persuade and serve the notice
-- out: the bureau's own duties; the days of a notice, which are the family's; duties that were over before the holder could know
-- source: whether the child came back is never scored, only whether somebody acted in time; of a child whom others found
--   nothing had been done
with
duty as (
  select d.case_no, d.child_key, d.duty, d.known_on, d.left_on, d.due_on, c.school_code,
    case when d.holder = 'principal' then 'student' else 'household' end as line,
    case when d.holder = 'principal' then c.school_code else coalesce(c.township_code, s.parent_code) end as unit_code
  from fct_duty d
  join bld_review_case c on c.case_no = d.case_no
  left join dim_area s on s.area_code = c.school_code
  where d.duty in ('verify', 'persuade', 'serve_notice') and d.due_on is not null
)
select cast(line as varchar) as line, cast(unit_code as varchar) as unit_code, cast(duty as varchar) as subject,
  cast(school_code as varchar) as school_code, cast(case_no as varchar) as subject_code, cast(child_key as bigint) as child_key,
  cast(due_on as date) as due_on, cast(left_on as date) as done_on, cast(due_on as date) as counted_on,
  cast(case when left_on < known_on then 'excluded' end as varchar) as fixed, cast(null as varchar) as found_by
from duty
where unit_code is not null
union all
select cast(line as varchar) as line, cast(unit_code as varchar) as unit_code, cast('unvisited' as varchar) as subject,
  cast(case when line = 'student' then unit_code end as varchar) as school_code, cast(case_no as varchar) as subject_code,
  cast(child_key as bigint) as child_key, cast(null as date) as due_on, cast(null as date) as done_on, cast(counted_on as date) as counted_on,
  cast(case when standing = 'final' then 'found' else 'pending' end as varchar) as fixed, cast(found_by as varchar) as found_by
from bld_review_found
