-- title: 学校各月学籍
-- counts: the months in which a school has a roll, and whether it sent it
-- grain: school_code x month
-- parameters: $as_of_day
-- line: -
-- in: months up to the day looked at
-- out: nothing
-- source: is_sent = 1 where at least one class's roll is not carried forward; of all children, also for a viewer of a few
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(max(is_sent) as int) as is_sent
from drv_school_roll
where month <= substr(cast($as_of_day as varchar), 1, 7)
group by school_code, month
