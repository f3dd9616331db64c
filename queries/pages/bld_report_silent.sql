-- title: 从未报学籍的单位
-- counts: schools that owe the month's roll and of which none is held, also none carried forward, by unit
-- grain: area_code
-- parameters: $month
-- line: student
-- in: county, townships by where the school stands, schools
-- out: none
-- source: how many pupils such a school has is not reported; it is not a school without pupils
with
held as (select distinct school_code from drv_school_roll where month = $month)
select cast(u.area_code as varchar) as area_code, cast(count(*) as int) as schools
from src_submission b
join dim_unit u on u.line = 'student' and u.unit_code = b.school_code
left join held h on h.school_code = b.school_code
where b.month = $month and b.kind = 'roll' and h.school_code is null
group by u.area_code
