-- title: 登记在县内、学籍查无
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day, $ledger_seq
-- line: household
-- in: children of school age who are 在县内就读 by the household register and on no roll of the month
-- out: where the school named did not send the child's grade for the month the row could not be compared; nor could villages that never sent a register
-- source: household register against student register: the register's word alone proves nobody at school here
-- severity: warn
-- what: 户籍登记表写在县内就读,当月没有任何学校的学籍。
-- why: 可能已经离校、转走,或登记表没有更新;不算入学。
-- resolve: 请村核实现在在哪里就读,更正登记表,或由学校补建学籍。
with
sent as (select school_code, grade from bld_grade_told where month = $month),
said as (
  -- the grade that the register states, else that of the child's age
  select child_key, month, school_code, school_words,
    coalesce(grade, greatest(1, least(9, cast(substr(month, 1, 4) as int) - case when substr(month, 6, 2) < '09' then 1 else 0 end
      - cast(substr(birth_month, 1, 4) as int) - case when substr(birth_month, 6, 2) < '09' then 5 else 6 end))) as grade
  from src_children
  where month = $month
)
select cast(w.child_key as bigint) as child_key, cast(g.school_code as varchar) as school_code, cast(null as varchar) as class_key,
  cast(w.month as varchar) as month, cast(null as date) as day, coalesce(g.school_words, '未写学校') as found, '有学籍的学校' as expected,
  cast(null as date) as since, cast(case when s.school_code is null and g.school_code is not null then 0 else 1 end as int) as is_compared,
  cast(null as varchar) as village_code
from fct_whereabouts w
join said g on g.child_key = w.child_key and g.month = w.month
left join sent s on s.school_code = g.school_code and s.grade = g.grade
where w.month = $month and w.whereabouts in ('unverified', 'may_wait') and w.said = 'county'
union all
select cast(null as bigint) as child_key, cast(null as varchar) as school_code, cast(null as varchar) as class_key, cast($month as varchar) as month,
  cast(null as date) as day, concat('未报登记表 ', name) as found, '户籍登记表' as expected, cast(null as date) as since, cast(0 as int) as is_compared,
  cast(village_code as varchar) as village_code
from bld_register_silent
