-- title: 季评明细
-- counts: every single thing that a unit's review counts: due and done day, in time, late by its own report, missing, or found by others
-- grain: line x unit_code x quarter x criterion x row_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: what a school (student line) or a township (household line) had to do in the quarter
-- out: home teaching, of which no register of sessions exists yet: nothing is counted and nothing assumed
-- source: having, finding or reporting a case never costs points, outcomes are never scored: only late, missing, hidden or
--   contradicted is; status ok | late (by its own report) | missing | found (by others) | pending (not yet due, not yet
--   final) | excluded (cannot be judged, or not the unit's own act) | ground (a child that a point stands on, counted nowhere);
--   acted: own | other | unknown (entered before posts were kept, or from an old ledger)
with
item as (
  select 'reports' as criterion, line, unit_code, subject, school_code, subject_code, child_key, due_on, done_on, counted_on, fixed, found_by, acted, act_seq from bld_review_report
  union all
  select 'written_reports' as criterion, line, unit_code, subject, school_code, subject_code, child_key, due_on, done_on, counted_on, fixed, found_by, acted, act_seq from bld_review_written
  union all
  select 'visits' as criterion, line, unit_code, subject, school_code, subject_code, child_key, due_on, done_on, counted_on, fixed, found_by, acted, act_seq from bld_review_visit
  union all
  select 'evidence' as criterion, line, unit_code, subject, school_code, subject_code, child_key, due_on, done_on, counted_on, fixed, found_by, acted, act_seq from bld_review_evidence
  union all
  select 'checks' as criterion, line, unit_code, subject, school_code, subject_code, child_key, due_on, done_on, counted_on, fixed, found_by, acted, act_seq from bld_review_check
  union all
  select 'recheck' as criterion, line, unit_code, subject, school_code, subject_code, child_key, due_on, done_on, counted_on, fixed, found_by, acted, act_seq from bld_review_recheck
),
judged as (
  select i.criterion, i.line, i.unit_code, q.quarter, i.subject, i.school_code, i.subject_code, i.child_key, i.due_on, i.done_on, i.found_by, i.acted, i.act_seq,
    case when i.fixed is not null then i.fixed
      when i.done_on <= i.due_on then 'ok'
      when i.done_on is not null then 'late'
      when i.due_on < $as_of_day then 'missing'
      else 'pending' end as status
  from item i
  join bld_quarter q on i.counted_on between q.first_day and q.last_day
)
select cast(line as varchar) as line, cast(unit_code as varchar) as unit_code, cast(quarter as varchar) as quarter,
  cast(criterion as varchar) as criterion,
  cast(row_number() over (
    partition by line, unit_code, quarter, criterion order by due_on, subject, subject_code, school_code, child_key
  ) as int) as row_no,
  cast(subject as varchar) as subject, cast(school_code as varchar) as school_code, cast(subject_code as varchar) as subject_code,
  cast(child_key as bigint) as child_key, cast(due_on as date) as due_on, cast(done_on as date) as done_on, cast(status as varchar) as status,
  cast(case when status = 'late' and coalesce(acted, 'own') = 'own' then 'self' else found_by end as varchar) as found_by, cast(acted as varchar) as acted,
  cast(act_seq as bigint) as act_seq, cast(1 as double) as weight
from judged
