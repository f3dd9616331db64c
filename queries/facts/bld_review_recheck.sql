-- title: 季评:复核
-- counts: nothing; each re-check that was drawn, agreed or not, and each child whom one found hidden
-- grain: line x unit_code x subject x subject_code x child_key
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: schools for themselves and for the township they stand in; cases for the school and for the household's township
-- out: nothing; drawn and not yet re-checked is the county's to do: not countable
-- source: a finding counts once it is final; one that was withdrawn agrees
with
found as (
  select s.quarter, s.subject, s.subject_code, s.unit_code, s.child_key, r.standing, r.checked_on
  from bld_review_sample s
  left join bld_recheck r on r.quarter = s.quarter and r.subject = s.subject and r.subject_code = s.subject_code and r.result <> 'hidden'
  union all
  select quarter, 'hidden' as subject, subject_code, unit_code, child_key, standing, checked_on
  from bld_recheck
  where result = 'hidden'
),
township as (select area_code as school_code, parent_code as township_code from dim_area where area_level = 'school'),
placed as (
  select 'student' as line, f.unit_code, f.quarter, f.subject, f.subject_code, f.unit_code as school_code, f.child_key, f.standing, f.checked_on
  from found f
  where length(f.unit_code) <> 9
  union all
  select 'household' as line, case when f.subject = 'case' then c.township_code else t.township_code end as unit_code, f.quarter, f.subject,
    f.subject_code, f.unit_code as school_code, f.child_key, f.standing, f.checked_on
  from found f
  left join township t on t.school_code = f.unit_code
  left join bld_review_case c on f.subject = 'case' and c.case_no = f.subject_code
  where length(f.unit_code) <> 9 and f.subject <> 'hidden'
  union all
  select 'household' as line, f.unit_code, f.quarter, f.subject, f.subject_code, cast(null as varchar) as school_code, f.child_key, f.standing, f.checked_on
  from found f
  where length(f.unit_code) = 9
)
select cast(p.line as varchar) as line, cast(p.unit_code as varchar) as unit_code, cast(concat('recheck_', p.subject) as varchar) as subject,
  cast(p.school_code as varchar) as school_code, cast(p.subject_code as varchar) as subject_code, cast(p.child_key as bigint) as child_key,
  cast(null as date) as due_on, cast(p.checked_on as date) as done_on, cast(q.last_day as date) as counted_on,
  cast(case when p.standing in ('agreed', 'withdrawn') then 'ok' when p.standing = 'final' then 'found' else 'pending' end as varchar) as fixed,
  cast(case when p.standing = 'final' then 'recheck' end as varchar) as found_by, cast(null as varchar) as acted, cast(null as bigint) as act_seq
from placed p
join bld_quarter q on q.quarter = p.quarter
where p.unit_code is not null
