-- title: 个案学段
-- counts: nothing; the stage under which a case is printed for as long as it lives
-- grain: case_no
-- parameters: none
-- line: -
-- in: every case
-- out: none; stage is null when the child was on no roll at all
-- source: the stage of the month the case was opened in, so that promotion in September moves nobody between rows
with
opened as (
  select c.case_no, d.stage, row_number() over (partition by c.case_no order by d.month desc) as newest
  from fct_case c
  join dim_child d on d.child_key = c.child_key and d.month <= substr(cast(c.opened_on as varchar), 1, 7)
)
select cast(c.case_no as varchar) as case_no, cast(coalesce(o.stage, c.stage) as varchar) as stage
from fct_case c
left join opened o on o.case_no = c.case_no and o.newest = 1
