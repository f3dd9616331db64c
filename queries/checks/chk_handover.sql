-- title: 小升初未衔接
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day, $ledger_seq
-- line: student
-- in: pupils of June's grade 6 whom no roll, proof or closing shows in the school year of the month
-- out: pupils whose junior schools have not all told of their grade 7: counted as not compared
-- source: hand-over by name: not reported is neither missing nor present
-- severity: warn
-- what: 六年级毕业生在新学年没有任何学校的学籍,也没有去向。
-- why: 小升初是最容易流失的一环。
-- resolve: 请毕业小学和应接初中逐名核实,登记去向或立案。
with
asked as (
  select cast(substr($month, 1, 4) as int) - case when substr($month, 6, 2) < '09' then 1 else 0 end as school_year
)
select h.child_key as child_key, h.school_code as school_code, h.class_key as class_key, cast($month as varchar) as month,
  h.first_day as day, case when h.term = 'missing' then '没有去向' else '应接初中未报花名册' end as found,
  '在新学年的花名册上' as expected, h.first_day as since, cast(case when h.term = 'missing' then 1 else 0 end as int) as is_compared
from fct_handover h
join asked a on a.school_year = h.school_year
where h.term in ('missing', 'unreported')
