-- title: 学校各月花名册说明了谁
-- counts: what a school's roll of a month tells of: its own pupils, by whichever class, and the grades of which it told
-- grain: school_code x month x grade
-- parameters: $as_of_day
-- line: -
-- in: grade 0 where the school sent a class: enough for its own pupils, whose other classes are carried forward
-- out: pupils that a school took over from a closed one are told of by their grade alone: it carries none of them
-- source: bld_roll_month, bld_grade_sent
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(0 as int) as grade
from bld_roll_month
where is_sent = 1
union all
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(grade as int) as grade
from bld_grade_sent
