-- title: 销号存疑或缺依据
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month_last, $as_of_day, $ledger_seq
-- line: student
-- in: cases closed or cleared up to the month whose closing the data contradict, or that lacks its evidence
-- out: cases that relapsed after a true closing; closings that nothing was reported of since; outcomes that only paper proves
-- source: a closing contradicted by roll or seat is the most valuable finding
-- severity: warn
-- what: 已销号的个案,考勤或学籍与销号相反,或缺少依据。
-- why: 孩子可能仍未返校,销号以后就没有人再找。
-- resolve: 请到校到户核实:在校的补齐依据,不在校的按新的疑似重新立案。
select c.child_key as child_key, c.school_code as school_code, c.class_key as class_key, substr(cast(c.closed_on as varchar), 1, 7) as month,
  c.closed_on as day,
  case when g.closing_status = 'closed_no_evidence' then '销号缺依据'
    when g.contradicting_days > 0 then concat('旷课 ', replace(cast(g.contradicting_days as varchar), '.0', ''), ' 天')
    else '学籍与销号相反' end as found,
  '销号依据属实' as expected, c.closed_on as since, cast(1 as int) as is_compared
from fct_closing g
join fct_case c on c.case_no = g.case_no
where (g.closing_status = 'closed_contradicted' or (g.closing_status = 'closed_no_evidence' and g.can_be_proved = 1))
  and c.closed_on <= $month_last
