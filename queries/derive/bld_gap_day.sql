-- title: 缺行的班日
-- counts: reported days on which a pupil due in the class has no row
-- grain: class_key x day
-- parameters: $month, $month_first, $month_last
-- line: student
-- in: reported days of the month
-- out: days on which every pupil due has a row
-- source: a class reports a day when every pupil due has a row; a roll that came after the sheet may hold one more, and publishing
--   then takes the day for not reported, as it would have been with the roll sent first
select distinct cast(t.class_key as varchar) as class_key, cast(t.day as date) as day
from bld_due d
join bld_taken_day t on t.class_key = d.class_key and t.day between d.from_day and d.to_day and (d.gone_on is null or t.day < d.gone_on)
left join src_attendance a on a.child_key = d.child_key and a.class_key = d.class_key and a.day = t.day
where a.child_key is null
