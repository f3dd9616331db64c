-- title: 季评:应有佐证
-- counts: nothing; each line of evidence that a closing owes, and for the request who made it
-- grain: line x unit_code x subject x subject_code
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: closed cases; the school and the household's township of the month in which the case was opened both answer for them
-- out: open cases; the bureau's own approval; what was not reported since, which says nothing yet
-- source: evidence that the data contradict is found by comparison; a request that a post of another unit made, or nobody knows
--   whose, earns nothing and costs nothing
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
),
asked as (select case_no, seq, post_id from src_event where event = 'requested'),
asker as (
  select p.line, p.unit_code, p.case_no, max(u.seq) as own_seq, max(case when a.post_id is null then a.seq end) as unknown_seq, max(a.seq) as any_seq
  from placed p
  join asked a on a.case_no = p.case_no
  left join bld_event_unit u on u.seq = a.seq and u.line = p.line and u.unit_code = p.unit_code
  where p.evidence = 'requested'
  group by p.line, p.unit_code, p.case_no
),
judged as (
  select p.line, p.unit_code, p.case_no, p.child_key, p.evidence, p.state, p.closed_on, p.school_code, coalesce(a.own_seq, a.unknown_seq, a.any_seq) as act_seq,
    case when a.own_seq is not null then 'own' when a.unknown_seq is not null then 'unknown' when a.any_seq is not null then 'other' end as acted
  from placed p
  left join asker a on p.evidence = 'requested' and a.line = p.line and a.unit_code = p.unit_code and a.case_no = p.case_no
)
select cast(line as varchar) as line, cast(unit_code as varchar) as unit_code, cast(evidence as varchar) as subject,
  cast(school_code as varchar) as school_code, cast(case_no as varchar) as subject_code, cast(child_key as bigint) as child_key,
  cast(closed_on as date) as due_on, cast(case when state = 'met' then closed_on end as date) as done_on, cast(closed_on as date) as counted_on,
  cast(case when state = 'met' and acted in ('other', 'unknown') then 'excluded' when state = 'met' then 'ok' when state = 'contradicted' then 'found'
    when state = 'missing' then 'missing' else 'pending' end as varchar) as fixed,
  cast(case when state = 'contradicted' then 'data' end as varchar) as found_by, cast(acted as varchar) as acted, cast(act_seq as bigint) as act_seq
from judged
where unit_code is not null
