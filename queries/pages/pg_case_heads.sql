-- title: 七长
-- counts: the seven responsible people of a child, with the reason where one is missing
-- grain: head
-- parameters: $case_no, $as_of_day, $ledger_seq
-- line: -
-- in: both lines and the family
-- out: none: a gap is a row too
-- source: the last known school and class where the child is on no roll now, a closed school's successor; no_class: on no
--   class's roll now, and the last class has ended; no_household: household not recognised; vacant: the post is empty; not_registered: names of parents are kept by the school
with
child as (
  select c.school_now, c.class_key, coalesce(c.is_former, 0) as is_former, c.village_code, coalesce(c.township_code, c.school_township_code) as township_code, a.area_code as county_code
  from (select distinct child_key from src_event where case_no = $case_no) e
  left join bld_case_child c on c.child_key = e.child_key
  cross join (select area_code from src_area where level = 'county') a
),
head as (
  select 'county_head' as head, county_code as unit_code, is_former, 1 as sort from child
  union all select 'director' as head, county_code as unit_code, is_former, 2 as sort from child
  union all select 'township_head' as head, township_code as unit_code, is_former, 3 as sort from child
  union all select 'principal' as head, school_now as unit_code, is_former, 4 as sort from child
  union all select 'village_head' as head, village_code as unit_code, is_former, 5 as sort from child
  union all select 'class_teacher' as head, class_key as unit_code, is_former, 6 as sort from child
  union all select 'parent' as head, cast(null as varchar) as unit_code, is_former, 7 as sort from child
)
select cast($case_no as varchar) as case_no, cast(h.head as varchar) as head, cast(h.unit_code as varchar) as unit_code, cast(p.post_id as varchar) as post_id,
  cast(p.person_name as varchar) as person_name, cast(p.phone as varchar) as phone,
  cast(case when h.head = 'parent' then 'not_registered'
    when h.unit_code is null and h.head in ('principal', 'class_teacher') then 'no_class'
    when h.unit_code is null then 'no_household'
    when p.post_id is null and h.head = 'class_teacher' and h.is_former = 1 then 'no_class'
    when p.post_id is null then 'vacant' end as varchar) as gap_reason,
  cast(h.sort as int) as sort,
  cast(case when h.head in ('principal', 'class_teacher') and h.unit_code is not null then h.is_former else 0 end as int) as is_former
from head h
left join bld_post_now p on p.head = h.head and p.unit_code = h.unit_code
order by h.sort
