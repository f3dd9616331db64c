-- title: 零报告与事实相反
-- counts: children who contradict a nil report: absence that reached the suspected level at the school in its month, or a case
--   opened in it
-- grain: school_code x month x child_key x reached_on
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: schools that declared nil for the month; a row without a child where no attendance could be compared
-- out: months without a nil report; what roll and register say anew of a child whose open case everybody can see already
-- source: a nil report must be true; publishing finds what is suspected and opens its case, so the ledger holds it
with
nil as (
  select school_code, month, max(case when kind = 'attendance' and classes_reported > 0 then 1 else 0 end) as is_reported
  from src_submission
  group by school_code, month
  having max(case when is_nil then 1 else 0 end) = 1
),
absent as (
  -- who reaches the run and the days in the month on one day stands there once
  select child_key, school_code, class_key, min(first_day) as first_day, reached_on
  from bld_absence_reached
  group by child_key, school_code, class_key, reached_on
),
opened as (
  -- besides those whose absence says already where it was
  select s.child_key, s.run_first_day as first_day, s.opened_on as reached_on, substr(cast(s.opened_on as varchar), 1, 7) as month
  from bld_case_state s
  left join absent a on a.child_key = s.child_key and a.reached_on = s.opened_on
  where a.child_key is null
),
place as (
  -- a child who did not report is on no roll of the month: the school is that of the newest roll before
  select o.child_key, o.reached_on, r.school_code, r.class_key,
    row_number() over (partition by o.child_key, o.reached_on order by r.month desc) as newest
  from dim_child r
  join opened o on o.child_key = r.child_key and r.month <= o.month
),
child as (
  select child_key, school_code, class_key, first_day, reached_on, substr(cast(reached_on as varchar), 1, 7) as month from absent
  union all
  select o.child_key, p.school_code, p.class_key, o.first_day, o.reached_on, o.month
  from opened o
  join place p on p.child_key = o.child_key and p.reached_on = o.reached_on and p.newest = 1
)
select cast(n.school_code as varchar) as school_code, cast(n.month as varchar) as month, cast(c.child_key as bigint) as child_key,
  cast(c.class_key as varchar) as class_key, cast(c.first_day as date) as first_day, cast(c.reached_on as date) as reached_on,
  cast(n.is_reported as int) as is_reported
from nil n
left join child c on c.school_code = n.school_code and c.month = n.month
where c.child_key is not null or n.is_reported = 0
