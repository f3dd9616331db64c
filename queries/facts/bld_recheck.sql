-- title: 复核结论
-- counts: nothing; where each finding of a re-check stands: objected to, upheld, withdrawn, final
-- grain: quarter x unit_code x subject x subject_code x child_key
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: the newest finding about a school, a case or a hidden child, with what was said of it afterwards
-- out: findings that a newer one about the same replaces
-- source: a finding against a unit counts once 5 working days have passed without an objection, or once the objection
--   was decided; what agreed counts at once
with
act as (
  select seq, effective_on, quarter, unit_code, subject, subject_code, coalesce(child_key, 0) as child_no, result
  from src_recheck
),
ranked as (
  select quarter, unit_code, subject, subject_code, child_no, result, seq, effective_on,
    row_number() over (partition by quarter, unit_code, subject, subject_code, child_no order by seq desc) as newest
  from act
  where result in ('agreed', 'not_agreed', 'hidden')
),
limits as (select value, valid_from, valid_to from bld_limit where name = 'objection_days'),
finding as (
  select r.quarter, r.unit_code, r.subject, r.subject_code, r.child_no, r.result, r.seq, r.effective_on, k.working_day_no + n.value as until_no
  from ranked r
  join limits n on r.effective_on between n.valid_from and n.valid_to
  join bld_clock k on k.calendar_id = 'county' and k.day = r.effective_on
  where r.newest = 1
),
timed as (
  select f.quarter, f.unit_code, f.subject, f.subject_code, f.child_no, f.result, f.seq, f.effective_on, min(k.day) as object_until
  from finding f
  join bld_clock k on k.calendar_id = 'county' and k.is_working_day and k.working_day_no >= f.until_no
  group by f.quarter, f.unit_code, f.subject, f.subject_code, f.child_no, f.result, f.seq, f.effective_on
),
answered as (
  select f.quarter, f.unit_code, f.subject, f.subject_code, f.child_no,
    max(case when a.result = 'objected' then a.effective_on end) as objected_on,
    max(case when a.result in ('upheld', 'withdrawn') then a.seq end) as decision_seq
  from timed f
  join act a on a.quarter = f.quarter and a.unit_code = f.unit_code and a.subject = f.subject and a.subject_code = f.subject_code
    and a.child_no = f.child_no and a.seq > f.seq
  group by f.quarter, f.unit_code, f.subject, f.subject_code, f.child_no
)
select cast(f.quarter as varchar) as quarter, cast(f.unit_code as varchar) as unit_code, cast(f.subject as varchar) as subject,
  cast(f.subject_code as varchar) as subject_code, cast(nullif(f.child_no, 0) as bigint) as child_key, cast(f.result as varchar) as result,
  cast(f.effective_on as date) as checked_on, cast(f.object_until as date) as object_until, cast(a.objected_on as date) as objected_on,
  cast(d.effective_on as date) as decided_on,
  cast(case when f.result = 'agreed' then 'agreed'
    when d.result = 'withdrawn' then 'withdrawn'
    when d.result = 'upheld' then 'final'
    when a.objected_on is not null then 'objected'
    when $as_of_day > f.object_until then 'final'
    else 'open' end as varchar) as standing
from timed f
left join answered a on a.quarter = f.quarter and a.unit_code = f.unit_code and a.subject = f.subject and a.subject_code = f.subject_code
  and a.child_no = f.child_no
left join act d on d.seq = a.decision_seq
