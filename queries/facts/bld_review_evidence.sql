-- title: 季评:应有佐证
-- counts: nothing; each line of evidence that a closing owes
-- grain: line x unit_code x subject x subject_code
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: closed cases; the school and the household's township of the month in which the case was opened both answer for them
-- out: open cases; the bureau's own approval; what was not reported since, which says nothing yet
-- source: evidence that the data contradict is found by comparison
with
line as (
  select e.case_no, e.child_key, e.evidence, e.state, c.closed_on, r.school_code, r.township_code
  from fct_evidence e
  join bld_case_state c on c.case_no = e.case_no and c.closed_on is not null
  join bld_review_case r on r.case_no = e.case_no and r.is_old = 0
  where e.evidence not in ('approved', 'reported_since')
),
placed as (
  select 'student' as line, school_code as unit_code, case_no, child_key, evidence, state, closed_on, school_code from line
  union all
  select 'household' as line, township_code as unit_code, case_no, child_key, evidence, state, closed_on, school_code from line
)
select cast(line as varchar) as line, cast(unit_code as varchar) as unit_code, cast(evidence as varchar) as subject,
  cast(school_code as varchar) as school_code, cast(case_no as varchar) as subject_code, cast(child_key as bigint) as child_key,
  cast(closed_on as date) as due_on, cast(case when state = 'met' then closed_on end as date) as done_on, cast(closed_on as date) as counted_on,
  cast(case state when 'met' then 'ok' when 'contradicted' then 'found' when 'missing' then 'missing' else 'pending' end as varchar) as fixed,
  cast(case when state = 'contradicted' then 'data' end as varchar) as found_by
from placed
where unit_code is not null
