-- title: 休学期满未返
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $month_last, $as_of_day, $ledger_seq
-- line: student
-- in: pupils whose suspension was over by the end of the month
-- out: an approval of 休学 in force on that day; no end date, and no first day or the maximum not yet over: counted as not compared
-- source: the end date on the roll, never later than the dated maximum from the first day; a date that moves on with every roll is none (bld_roll_spell)
-- severity: warn
-- what: 休学已经期满,学籍仍是休学。
-- why: 孩子可能不会再回来。
-- resolve: 请学校联系家长,办理复学或续休。
with
ending as (
  select s.child_key, s.school_code, s.class_key, s.month, s.stated_since as status_since, s.status_until,
    case when s.stated_since is null then s.status_until else s.ends_on end as ends_on
  from bld_suspension_stated s
  left join bld_deferral d on d.child_key = s.child_key and least($month_last, $as_of_day) between d.from_day and d.to_day
  where s.month = $month and d.child_key is null
)
select child_key as child_key, school_code as school_code, class_key as class_key, month as month, ends_on as day,
  case when ends_on < least($month_last, $as_of_day) then concat('期满 ', cast(ends_on as varchar)) else '未填期满日' end as found, '已复学或续休' as expected,
  coalesce(ends_on, status_since) as since, cast(case when ends_on < least($month_last, $as_of_day) then 1 else 0 end as int) as is_compared
from ending
where status_until is null or ends_on < least($month_last, $as_of_day)
