-- title: 七长履职
-- counts: duties of the month by post: due, done, and days to act
-- grain: head x unit_code
-- parameters: $month_first, $month_last, $as_of_day, $ledger_seq
-- line: -
-- in: stays of a case in a state, from entering to leaving, that touch the month and have a holder
-- out: stays in states that nobody must act on; entries that leave the state as it is: a second visit is no duty done; what fell
--   away within its days by what another did, or with a new absence
-- source: done = the case left the state within the month by an act of the post's own unit: its school, its township and villages, the
--   bureau and its chain; an end is the bureau's approval, and the act of whoever asked for it; a relapse is nobody's act;
--   median of calendar days of the duties done, from the day on which the holder could know
with
held as (
  select d.case_no, d.stay_no, d.holder, d.known_on, d.left_on, d.left_seq, d.due_on, z.resulting_state as left_for,
    case when z.event = 'broken' then 1 else 0 end as is_broken,
    case when d.left_on between $month_first and least($month_last, $as_of_day) then 1 else 0 end as is_left
  from fct_duty d
  left join src_event z on z.seq = d.left_seq
  where d.holder is not null and d.entered_on <= least($month_last, $as_of_day) and coalesce(d.left_on, $month_first) >= $month_first
),
act as (
  -- what ended a stay, and of an end also the request
  select case_no, stay_no, left_seq as seq from held where is_left = 1
  union
  select h.case_no, h.stay_no, a.seq
  from held h
  join src_event a on a.case_no = h.case_no and a.event = 'requested'
  where h.is_left = 1 and h.left_for in ('closed', 'cleared')
),
by_unit as (
  select a.case_no, a.stay_no, u.line, coalesce(z.heir_code, u.unit_code) as unit_code
  from act a
  join bld_event_unit u on u.seq = a.seq
  left join bld_school_heir_now z on u.line = 'student' and z.school_code = u.unit_code
  union
  select a.case_no, a.stay_no, 'bureau' as line, c.area_code as unit_code
  from act a
  join bld_event_office o on o.seq = a.seq and o.head in ('director', 'deputy_director', 'area_leader', 'contact_cadre', 'inspector', 'bureau_clerk')
  cross join (select area_code from src_area where level = 'county') c
),
class as (select class_key, min(school_code) as school_code from src_class group by class_key),
posted as (
  select h.case_no, h.stay_no, p.head, p.unit_code, h.is_left, h.is_broken, h.known_on, h.left_on, h.due_on,
    case when p.head = 'director' then 'bureau' when p.head = 'township_head' then 'household' else 'student' end as line,
    coalesce(z.heir_code, k.school_code, p.unit_code) as acting_code
  from held h
  join bld_case_post p on p.case_no = h.case_no and p.holder = h.holder
  left join class k on k.class_key = p.unit_code
  left join bld_school_heir_now z on z.school_code = coalesce(k.school_code, p.unit_code)
  where p.unit_code is not null
),
judged as (
  select p.head, p.unit_code, p.is_left, case when u.case_no is not null then 1 else 0 end as is_done,
    case when u.case_no is not null then greatest(date_diff('day', p.known_on, p.left_on), 0) end as days,
    case when p.is_left = 1 and u.case_no is null and (p.is_broken = 1 or p.left_on <= coalesce(p.due_on, p.left_on)) then 1 else 0 end as is_void
  from posted p
  left join by_unit u on u.case_no = p.case_no and u.stay_no = p.stay_no and u.line = p.line and u.unit_code = p.acting_code
),
ranked as (
  select head, unit_code, is_done, days,
    row_number() over (partition by head, unit_code, is_done order by days) as place_no,
    count(*) over (partition by head, unit_code, is_done) as done_n
  from judged
  where is_void = 0
)
select cast(head as varchar) as head, cast(unit_code as varchar) as unit_code, cast(count(*) as int) as due_n, cast(sum(is_done) as int) as done_n,
  cast(avg(case when is_done = 1 and 2 * place_no between done_n and done_n + 2 then days end) as double) as median_days
from ranked
group by head, unit_code
