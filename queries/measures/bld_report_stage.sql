-- title: 学段归并
-- counts: nothing; which printed stage rows a stage belongs to
-- grain: stage x report_stage
-- parameters: none
-- line: -
-- in: every stage of the code list
-- out: none; a child without a stage has no row and appears in no total of the roll
-- source: the monthly form prints 合计, 小学, 初中; its totals are compulsory education
with
stage as (select code as stage from src_code where code_set = 'stage')
select cast(stage as varchar) as stage, cast('all' as varchar) as report_stage,
  cast(case when stage in ('primary', 'junior', 'special') then 1 else 0 end as int) as is_compulsory
from stage
union all
select cast(stage as varchar) as stage, cast(stage as varchar) as report_stage, cast(1 as int) as is_compulsory
from stage
where stage in ('primary', 'junior')
