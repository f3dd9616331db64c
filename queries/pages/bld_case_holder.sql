-- title: 承办人
-- counts: nothing; the post that must act on an open case now
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: open cases
-- out: none; post_id is null where the post is empty, which is a gap to be filled
-- source: a duty has one owner: township of the household, else of the school; bureau = its director
with
held as (
  select c.case_no, h.head, h.unit_code
  from fct_case c
  join bld_case_post h on h.case_no = c.case_no and h.holder = c.holder
  where c.is_open = 1
)
select cast(h.case_no as varchar) as case_no, cast(h.head as varchar) as head, cast(h.unit_code as varchar) as unit_code,
  cast(p.post_id as varchar) as post_id, cast(p.person_name as varchar) as person_name
from held h
left join bld_post_now p on p.head = h.head and p.unit_code = h.unit_code
