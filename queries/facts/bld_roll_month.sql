-- title: 学校各月学籍
-- counts: the months in which a school has a roll, and whether it sent it
-- grain: school_code x month
-- parameters: $as_of_day
-- line: -
-- in: months up to the day looked at
-- out: nothing
-- source: is_sent = 1 where at least one class's roll is not carried forward
with
span as (select distinct school_code, first_month, last_month, is_sent from bld_roll_stretch),
ever as (select distinct month from src_calendar where month <= substr(cast($as_of_day as varchar), 1, 7))
select cast(s.school_code as varchar) as school_code, cast(e.month as varchar) as month, cast(max(s.is_sent) as int) as is_sent
from span s
join ever e on e.month between s.first_month and s.last_month
group by s.school_code, e.month
