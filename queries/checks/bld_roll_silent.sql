-- title: 当月未报花名册的学校
-- counts: pupils of compulsory education whose roll of the month is carried forward, by school
-- grain: school_code
-- parameters: $month
-- line: student
-- in: pupils at school by the newest roll that the school sent of them: all of a silent school, of another the classes that it did
--   not send, and whose row waits for correction
-- out: schools that sent the month's roll whole; kindergartens, senior and vocational schools, which owe none each month, have no pupils here
-- source: a roll carried forward says what was, not what is: nothing can be compared with it; is_sent = 1 where the school sent some class
with
sent as (select school_code from bld_roll_month where month = $month and is_sent = 1)
select r.school_code, min(r.carried_from) as carried_from,
  cast(count(distinct case when g.code is not null then r.child_key end) as int) as pupils,
  cast(max(case when n.school_code is null then 0 else 1 end) as int) as is_sent
from src_roll r
join src_code s on s.code_set = 'status' and s.code = r.status and s.parent = 'at_school'
left join src_code g on g.code_set = 'stage' and g.code = r.stage and g.parent = 'compulsory'
left join sent n on n.school_code = r.school_code
where r.month = $month and r.carried_from is not null
group by r.school_code
