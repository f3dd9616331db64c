-- title: 季评:月报
-- counts: nothing; each monthly report of a school, in time or not, and the children whom its nil report left out
-- grain: line x unit_code x subject x subject_code x child_key
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: months with a school day; a township answers for the schools that stand in it
-- out: months without school
-- source: counted in the quarter of the month reported on; a nil report that facts contradict is the county's to judge: pending until
--   its finding is final, then found by others; where the county finds the nil report true its day alone counts; a nil report whose
--   every such child the school itself reported is late
with
sent as (select school_code, month, max(cast(first_accepted_at as date)) as done_on from src_submission group by school_code, month),
month as (select month, first_day from bld_month),
report as (
  select m.school_code, m.month, m.due_on, m.is_due, case when m.report_state = 'missing' then null else s.done_on end as done_on, b.first_day as counted_on,
    coalesce(n.is_told, 0) as is_told, coalesce(n.is_contradicted, 0) as is_contradicted, n.standing
  from bld_school_month m
  join month b on b.month = m.month
  left join sent s on s.school_code = m.school_code and s.month = m.month
  left join bld_review_nil n on n.school_code = m.school_code and n.month = m.month
),
judged as (
  select school_code, month, due_on, done_on, counted_on,
    case when is_due = 0 then 'pending' when standing = 'final' then 'found' when standing in ('agreed', 'withdrawn') then null
      when is_contradicted = 1 then 'pending' when is_told = 1 and done_on <= due_on then 'late' end as fixed,
    case when is_due = 0 then null when standing = 'final' then 'recheck' when is_contradicted = 1 and standing is null then 'data'
      when is_contradicted = 1 and standing in ('open', 'objected') then 'recheck' end as found_by
  from report
),
unit as (
  select area_code as school_code, 'student' as line, area_code as unit_code from dim_area where area_level = 'school'
  union all
  select area_code as school_code, 'household' as line, parent_code as unit_code from dim_area where area_level = 'school'
),
child as (
  select n.school_code, n.month, n.child_key, max(c.case_no) as case_no
  from bld_nil_child n
  left join bld_review_case c on c.child_key = n.child_key and c.opened_month = n.month
  where n.child_key is not null
  group by n.school_code, n.month, n.child_key
)
select cast(u.line as varchar) as line, cast(u.unit_code as varchar) as unit_code, cast('monthly_report' as varchar) as subject,
  cast(r.school_code as varchar) as school_code, cast(r.month as varchar) as subject_code, cast(null as bigint) as child_key,
  cast(r.due_on as date) as due_on, cast(r.done_on as date) as done_on, cast(r.counted_on as date) as counted_on, cast(r.fixed as varchar) as fixed,
  cast(r.found_by as varchar) as found_by, cast(null as varchar) as acted, cast(null as bigint) as act_seq
from judged r
join unit u on u.school_code = r.school_code
union all
select cast(u.line as varchar) as line, cast(u.unit_code as varchar) as unit_code, cast('nil_child' as varchar) as subject,
  cast(c.school_code as varchar) as school_code, cast(coalesce(c.case_no, c.month) as varchar) as subject_code, cast(c.child_key as bigint) as child_key,
  cast(null as date) as due_on, cast(null as date) as done_on, cast(b.first_day as date) as counted_on, cast('ground' as varchar) as fixed,
  cast('data' as varchar) as found_by, cast(null as varchar) as acted, cast(null as bigint) as act_seq
from child c
join month b on b.month = c.month
join unit u on u.school_code = c.school_code
