-- title: 学校无所属镇
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: -
-- line: student
-- in: every school
-- out: nothing
-- source: a school stands in a township of the register
-- severity: block
-- what: 学校所在地不是已登记的镇。
-- why: 该校学生不会计入任何镇。
-- resolve: 请补登镇或改正学校所在地。
with
town as (select distinct area_code from src_area where level = 'township')
select cast(null as bigint) as child_key, s.school_code as school_code, cast(null as varchar) as class_key, cast(null as varchar) as month, cast(null as date) as day,
  s.area_code as found, '已登记的 9 位镇代码' as expected, s.valid_from as since, cast(1 as int) as is_compared
from src_school s
left join town t on t.area_code = s.area_code
where t.area_code is null
