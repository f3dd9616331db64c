-- title: 七长
-- counts: for every post of the seven heads: children in care, open and overdue cases, duties done of due this month
-- grain: head x unit_code
-- parameters: $area, $month, $month_first, $month_last, $as_of_day, $ledger_seq
-- line: -
-- in: both lines within the place, empty posts in front, those without a stated reason first; who acts for the holder
-- out: parents, who are counted as one line without a person
-- source: open_n = cases in care that are open now, overdue_n = overdue ones whose next duty is with this post now, whatever the
--   month, so that they open the very list; due_n, done_n and days are of the month; never a ranking
with
care as (
  select w.place, count(*) as open_n
  from fct_case c
  join bld_case_within w on w.case_no = c.case_no
  where c.is_open = 1
  group by w.place
),
late as (
  select h.head, h.unit_code, sum(c.is_overdue) as overdue_n
  from bld_case_holder h
  join fct_case c on c.case_no = h.case_no
  group by h.head, h.unit_code
),
family as (select school_age, on_roll from bld_place_now where place = $area),
listed as (
  select u.head, u.unit_code, p.post_id, p.person_name, p.phone, a.area_code, coalesce(a.name, k.label) as unit_name, s.name as school_name,
    u.in_care, coalesce(c.open_n, 0) as open_n, coalesce(l.overdue_n, 0) as overdue_n, coalesce(d.due_n, 0) as due_n,
    coalesce(d.done_n, 0) as done_n, d.median_days, case when p.post_id is null then 'vacant' end as gap_reason, u.sort,
    g.person_name as delegate_name, g.phone as delegate_phone, case when p.post_id is null then r.reason end as gap_note
  from bld_head_unit u
  left join bld_post_now p on p.head = u.head and p.unit_code = u.unit_code
  left join dim_area a on a.area_code = u.unit_code
  left join dim_class k on k.class_key = u.unit_code
  left join dim_area s on s.area_code = k.school_code
  left join care c on c.place = u.unit_code
  left join late l on l.head = u.head and l.unit_code = u.unit_code
  left join bld_head_duty d on d.head = u.head and d.unit_code = u.unit_code
  left join bld_delegate_now g on g.post_id = p.post_id
  left join bld_gap_now r on r.head = u.head and r.unit_code = u.unit_code
  union all
  select 'parent' as head, $area as unit_code, null as post_id, null as person_name, null as phone, null as area_code, null as unit_name, null as school_name,
    coalesce(f.school_age, f.on_roll, 0) as in_care, coalesce(c.open_n, 0) as open_n, 0 as overdue_n, 0 as due_n, 0 as done_n,
    null as median_days, 'not_registered' as gap_reason, 7 as sort, null as delegate_name, null as delegate_phone, null as gap_note
  from (select 1 as one) x
  left join family f on true
  left join care c on c.place = $area
)
select cast(head as varchar) as head, cast(post_id as varchar) as post_id, cast(person_name as varchar) as person_name, cast(phone as varchar) as phone,
  cast(area_code as varchar) as area_code, cast(unit_code as varchar) as unit_code, cast(unit_name as varchar) as unit_name,
  cast(school_name as varchar) as school_name, cast(in_care as bigint) as in_care, cast(open_n as int) as open_n,
  cast(overdue_n as int) as overdue_n, cast(due_n as int) as due_n, cast(done_n as int) as done_n, cast(median_days as double) as median_days,
  cast(gap_reason as varchar) as gap_reason, cast(sort as int) as sort, cast(delegate_name as varchar) as delegate_name,
  cast(delegate_phone as varchar) as delegate_phone, cast(gap_note as varchar) as gap_note
from listed
order by sort, case when gap_reason = 'vacant' and gap_note is null then 0 when gap_reason = 'vacant' then 1 else 2 end, open_n desc, in_care desc, unit_code
