-- title: 零报告与考勤相反
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day, $ledger_seq
-- line: student
-- in: schools that declared nil for the month; absence that reached the suspected level at that school in the month, whether or not
--   the child had an open case, and every case opened in the month, whatever its reason, of children then on the school's roll
-- out: schools without attendance for the month: counted as not compared; what roll and register say anew of a child whose open case
--   everybody can see already: no new suspicion is hidden by not reporting it again
-- source: a nil report must be true; publishing finds what is suspected and opens its case, so the ledger holds it
-- severity: warn
-- what: 学校报了零报告,考勤里却有达到疑似标准的学生。
-- why: 瞒报是最严重的问题。
-- resolve: 请县局电话核实,必要时到校查看。
with
nil as (
  select school_code, max(case when kind = 'attendance' and classes_reported > 0 then 1 else 0 end) as is_reported
  from src_submission
  where month = $month
  group by school_code
  having max(case when is_nil then 1 else 0 end) = 1
),
absent as (
  -- who reaches the run and the days in the month on one day stands there once
  select child_key, school_code, class_key, min(first_day) as first_day, reached_on
  from bld_absence_reached
  where substr(cast(reached_on as varchar), 1, 7) = $month
  group by child_key, school_code, class_key, reached_on
),
opened as (
  -- besides those whose absence says already where it was
  select s.child_key, s.run_first_day as first_day, s.opened_on as reached_on
  from bld_case_state s
  left join absent a on a.child_key = s.child_key and a.reached_on = s.opened_on
  where substr(cast(s.opened_on as varchar), 1, 7) = $month and a.child_key is null
),
place as (
  -- a child who did not report is on no roll of the month: the school is that of the newest roll before
  select r.child_key, r.school_code, r.class_key, row_number() over (partition by r.child_key order by r.month desc) as newest
  from dim_child r
  join opened o on o.child_key = r.child_key
  where r.month <= $month
),
child as (
  select child_key, school_code, class_key, first_day, reached_on from absent
  union all
  select o.child_key, p.school_code, p.class_key, o.first_day, o.reached_on
  from opened o
  join place p on p.child_key = o.child_key and p.newest = 1
)
select c.child_key as child_key, n.school_code as school_code, c.class_key as class_key, cast($month as varchar) as month, c.reached_on as day,
  case when c.child_key is null then '没有考勤可比' else '零报告' end as found, '报告这一名学生' as expected, c.first_day as since, cast(case when c.child_key is null then 0 else 1 end as int) as is_compared
from nil n
left join child c on c.school_code = n.school_code
where c.child_key is not null or n.is_reported = 0
