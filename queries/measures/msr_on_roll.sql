-- title: 学籍数
-- counts: pupils on the rolls (n); of them boarders are not told apart here
-- grain: area_level x area_code x stage x month
-- parameters: -
-- line: student
-- in: compulsory education; each child once, in the school where it is present
-- out: children who left the roll; a second roll of the same child
-- source: individual student register; a silent school's roll is carried forward
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(c.report_stage as varchar) as stage, cast(c.month as varchar) as month,
  cast(count(*) as bigint) as n, cast(null as bigint) as d, cast(count(*) as double) as value
from bld_roll_child c
join dim_unit u on u.line = 'student' and u.unit_code = c.school_code
where c.is_compulsory = 1
group by u.area_level, u.area_code, c.report_stage, c.month
