-- title: 一人两籍
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: children at school by status
-- out: who goes to a vocational school and stays on the junior roll; schools without a roll of the month: counted as not compared
-- source: one child, one roll
-- severity: warn
-- what: 同一学生在两所学校的花名册上。
-- why: 会被数两次,也可能是转学未办结。
-- resolve: 请两校核实,由实际就读学校保留学籍。
with
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
claim as (
  select r.child_key, r.school_code, r.class_key, coalesce(r.status_since, cast(concat(r.month, '-01') as date)) as since
  from src_roll r
  join status s on s.code = r.status
  left join bld_vocational v on v.child_key = r.child_key and v.month = r.month
  where r.month = $month and r.on_roll_to is null and not (v.child_key is not null and r.stage = 'junior')
),
twice as (select child_key from claim group by child_key having count(distinct school_code) > 1)
select c.child_key as child_key, c.school_code as school_code, c.class_key as class_key, cast($month as varchar) as month, cast(null as date) as day,
  '两校同时在册' as found, '只在一校在册' as expected, c.since as since, cast(1 as int) as is_compared
from claim c
join twice t on t.child_key = c.child_key
union all
select cast(null as bigint) as child_key, school_code as school_code, cast(null as varchar) as class_key, cast($month as varchar) as month,
  cast(null as date) as day,
  concat('未报花名册,在册 ', cast(pupils as varchar), ' 人') as found, '当月花名册' as expected, cast(null as date) as since, cast(0 as int) as is_compared
from bld_roll_silent
where pupils > 0
