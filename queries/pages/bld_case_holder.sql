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
  select case_no, holder,
    case holder when 'township' then 'township_head' when 'bureau' then 'director' else holder end as head,
    case holder when 'township' then coalesce(township_code, school_township_code)
      when 'bureau' then a.area_code
      when 'principal' then school_code
      when 'class_teacher' then class_key end as unit_code
  from fct_case
  cross join (select area_code from src_area where level = 'county') a
  where is_open = 1
)
select cast(h.case_no as varchar) as case_no, cast(h.head as varchar) as head, cast(h.unit_code as varchar) as unit_code,
  cast(p.post_id as varchar) as post_id, cast(p.person_name as varchar) as person_name
from held h
left join bld_post_now p on p.head = h.head and p.unit_code = h.unit_code
