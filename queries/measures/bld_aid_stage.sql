-- title: 资助学段
-- counts: nothing; which printed stage rows a stage belongs to: its own, and all
-- grain: stage x report_stage
-- parameters: -
-- line: -
-- in: every stage of the code list, and unknown for money paid to somebody on no roll
-- out: none
-- source: aid is asked for from kindergarten to vocational school
with
listed as (
  select code as stage from src_code where code_set = 'stage'
  union all
  select 'unknown' as stage
)
select cast(stage as varchar) as stage, cast('all' as varchar) as report_stage from listed
union all
select cast(stage as varchar) as stage, cast(stage as varchar) as report_stage from listed
