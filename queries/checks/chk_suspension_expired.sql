-- title: 休学期满未返
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: pupils suspended with an end date
-- out: no end date: counted as not compared
-- source: the end date on the roll
-- severity: warn
-- what: 休学已经期满,学籍仍是休学。
-- why: 孩子可能不会再回来。
-- resolve: 请学校联系家长,办理复学或续休。
select child_key as child_key, school_code as school_code, class_key as class_key, month as month, status_until as day,
  coalesce(concat('期满 ', cast(status_until as varchar)), '未填期满日') as found, '已复学或续休' as expected, coalesce(status_until, status_since) as since, cast(case when status_until is null then 0 else 1 end as int) as is_compared
from src_roll
where month = $month and status = '02' and (status_until is null or status_until < $as_of_day)
