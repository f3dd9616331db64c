-- title: 个案学段
-- counts: nothing; the stage under which a case is printed for as long as it lives
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every case
-- out: none; stage is null when neither a roll nor the household register ever held the child
-- source: the stage of the month the case was opened in, else of the nearest month on a roll: promotion in September
--   moves nobody between rows; of a child who was on no roll, the stage of its grade or age by the household register
with
known as (
  select child_key, month, stage, 0 as sort from dim_child
  union all
  select child_key, month, stage, 1 as sort from dim_household_child where is_registered = 1 and school_code is null
),
ranked as (
  select c.case_no, d.stage,
    row_number() over (
      partition by c.case_no
      order by d.sort, case when d.month <= substr(cast(c.opened_on as varchar), 1, 7) then 0 else 1 end,
        case when d.month <= substr(cast(c.opened_on as varchar), 1, 7) then d.month end desc, d.month
    ) as choice
  from bld_case_state c
  join known d on d.child_key = c.child_key
)
select cast(c.case_no as varchar) as case_no, cast(r.stage as varchar) as stage
from bld_case_state c
left join ranked r on r.case_no = c.case_no and r.choice = 1
