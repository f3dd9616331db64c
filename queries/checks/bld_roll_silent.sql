-- title: 当月未报花名册的学校
-- counts: pupils of schools whose roll of the month is carried forward
-- grain: school_code
-- parameters: $month
-- line: student
-- in: pupils at school by the newest roll that the school sent
-- out: schools that sent the month's roll
-- source: a roll carried forward says what was, not what is: nothing can be compared with it
select r.school_code, min(r.carried_from) as carried_from, cast(count(distinct r.child_key) as int) as pupils
from src_roll r
join src_code s on s.code_set = 'status' and s.code = r.status and s.parent = 'at_school'
where r.month = $month and r.carried_from is not null
group by r.school_code
