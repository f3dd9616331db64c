-- title: 学段归并
-- counts: nothing; which printed stage rows a stage belongs to
-- grain: stage x report_stage
-- parameters: -
-- line: -
-- in: every stage of the code list
-- out: none; a child without a stage has no row and appears in no total of the roll
-- source: the monthly form prints 合计, 小学, 初中; its totals are compulsory education
with
listed as (select code as stage, parent from src_code where code_set = 'stage')
select cast(stage as varchar) as stage, cast('all' as varchar) as report_stage,
  cast(case when parent = 'compulsory' then 1 else 0 end as int) as is_compulsory
from listed
union all
select cast(stage as varchar) as stage, cast(stage as varchar) as report_stage, cast(1 as int) as is_compulsory
from listed
where stage in ('primary', 'junior')
