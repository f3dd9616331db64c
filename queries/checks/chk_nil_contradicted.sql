-- title: 零报告与考勤相反
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day, $ledger_seq
-- line: student
-- in: schools that declared nil for the month
-- out: schools without attendance for the month: counted as not compared
-- source: a nil report must be true
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
reached as (
  select child_key, first_day, reached_on
  from fct_suspicion
  where substr(cast(reached_on as varchar), 1, 7) = $month
),
place as (
  -- a child who did not report is on no roll of the month: the school is that of the newest roll before
  select d.child_key, d.school_code, d.class_key, row_number() over (partition by d.child_key order by d.month desc) as newest
  from dim_child d
  join (select distinct child_key from reached) r on r.child_key = d.child_key
  where d.month <= $month
),
found as (
  select p.school_code, r.child_key, p.class_key, r.first_day, r.reached_on
  from reached r
  join place p on p.child_key = r.child_key and p.newest = 1
),
opened as (
  select c.school_code, c.child_key, c.class_key, c.run_first_day as first_day, c.opened_on as reached_on
  from fct_case c
  where substr(cast(c.opened_on as varchar), 1, 7) = $month
),
child as (
  select school_code, child_key, class_key, first_day, reached_on from found
  union
  select school_code, child_key, class_key, first_day, reached_on from opened
)
select c.child_key as child_key, n.school_code as school_code, c.class_key as class_key, cast($month as varchar) as month, c.reached_on as day,
  case when c.child_key is null then '没有考勤可比' else '零报告' end as found, '报告这一名学生' as expected, c.first_day as since, cast(case when c.child_key is null then 0 else 1 end as int) as is_compared
from nil n
left join child c on c.school_code = n.school_code
where c.child_key is not null or n.is_reported = 0
