-- title: 享而不应
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: payments of the term to pupils who were not entitled in any month of the period, or of more than was due
-- out: boarding aid of day pupils, which has its own check; payments that cannot be judged, and lists that did not come: counted as not compared
-- source: plan, with its conditions; the facts that the sums of aid count
-- severity: warn
-- what: 不符合条件的学生领取了资助,或发放超过标准。
-- why: 资助资金被占用,真正困难的学生就少了。
-- resolve: 请学校核对条件,多发的按规定退回。
select child_key as child_key, school_code as school_code, class_key as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month, cast(null as date) as day,
  case
    when list = 'over' then concat('已发 ', cast(cast(amount as decimal(12, 2)) as varchar), ' 元')
    when why = 'label' then '不是建档立卡'
    when why = 'year' then '年级超出范围'
    when why = 'home' then '送教上门'
    when why = 'stage' then '学段不符'
    when why = 'no_roll' then '不在任何学籍上'
    when why = 'left' then '离校以后发放'
    else '不符合条件' end as found,
  case when list = 'over' then concat('应发 ', cast(cast(amount_due as decimal(12, 2)) as varchar), ' 元')
    else '符合资助条件' end as expected, since as since, cast(1 as int) as is_compared
from bld_aid_list
where list = 'over' or (list = 'unentitled' and coalesce(why, '') <> 'boarding')
union all
select child_key as child_key, school_code as school_code, class_key as class_key,
  case when length(period) = 7 then period else cast($month as varchar) end as month, cast(null as date) as day,
  case why
    when 'label' then '建档立卡未填'
    when 'year' then '年级不明'
    when 'household' then '外县户籍'
    when 'roll' then '发放学校没有报学籍'
    when 'no_school' then '当月没有上课日'
    when 'no_period' then '该期没有学籍'
    else '考勤未报' end as found,
  '能判断是否应享' as expected, since as since, cast(0 as int) as is_compared
from bld_aid_list
where list = 'unjudged' and coalesce(why, '') <> 'boarding'
union all
select child_key, school_code, class_key, month, day, found, expected, since, is_compared
from bld_aid_uncompared
