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
select child_key as child_key, school_code as school_code, class_key as class_key, month as month, reached_on as day,
  case when child_key is null then '没有考勤可比' else '零报告' end as found, '报告这一名学生' as expected, first_day as since, cast(case when child_key is null then 0 else 1 end as int) as is_compared
from bld_nil_child
where month = $month
