-- title: 撤并学校仍有学籍
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month
-- line: student
-- in: rolls of schools past their last day
-- out: nothing
-- source: a closed school has no pupils
-- severity: warn
-- what: 学校已经撤并,仍有学生在册。
-- why: 学生可能没有随校转到接收学校。
-- resolve: 请接收学校核对名单。
select r.child_key as child_key, r.school_code as school_code, r.class_key as class_key, r.month as month, cast(null as date) as day,
  concat('撤并于 ', cast(c.last_day as varchar)) as found, '在接收学校的花名册上' as expected, c.last_day as since, cast(1 as int) as is_compared
from src_roll r
join bld_school_closed c on c.school_code = r.school_code
where r.month = $month and cast(concat(r.month, '-01') as date) between c.from_day and c.until_day
