-- title: 季评:月报
-- counts: nothing; each monthly report of a school, in time or not, and whether its nil report was true
-- grain: line x unit_code x subject_code
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: months with a school day; a township answers for the schools that stand in it
-- out: months without school
-- source: counted in the quarter of the month reported on; a nil report that facts contradict is found by comparison, unless
--   the school itself reported every such child
with
told as (
  select n.school_code, n.month, max(case when c.found_by = 'self' and c.suspicion = 'reported' then 0 when e.case_no is not null then 0 else 1 end) as is_contradicted
  from bld_nil_child n
  left join bld_review_case c on c.child_key = n.child_key and c.opened_month = n.month
  left join (select distinct case_no from src_event where event = 'reported') e on e.case_no = c.case_no
  where n.child_key is not null
  group by n.school_code, n.month
),
sent as (select school_code, month, max(cast(first_accepted_at as date)) as done_on from src_submission group by school_code, month),
month as (select month, first_day from bld_month),
report as (
  select m.school_code, m.month, m.due_on, m.is_due, case when m.report_state = 'missing' then null else s.done_on end as done_on, b.first_day as counted_on,
    t.is_contradicted
  from bld_school_month m
  join month b on b.month = m.month
  left join sent s on s.school_code = m.school_code and s.month = m.month
  left join told t on t.school_code = m.school_code and t.month = m.month
),
unit as (
  select school_code, 'student' as line, school_code as unit_code from src_school
  union
  select school_code, 'household' as line, area_code as unit_code from src_school
)
select cast(u.line as varchar) as line, cast(u.unit_code as varchar) as unit_code, cast('monthly_report' as varchar) as subject,
  cast(r.school_code as varchar) as school_code, cast(r.month as varchar) as subject_code, cast(null as bigint) as child_key,
  cast(r.due_on as date) as due_on, cast(r.done_on as date) as done_on, cast(r.counted_on as date) as counted_on,
  cast(case when r.is_due = 0 then 'pending' when r.is_contradicted = 1 then 'found'
    when r.is_contradicted = 0 and r.done_on <= r.due_on then 'late' end as varchar) as fixed,
  cast(case when r.is_due = 1 and r.is_contradicted = 1 then 'data' end as varchar) as found_by
from report r
join unit u on u.school_code = r.school_code
