-- title: 七长履职
-- counts: duties of the month by post: due, done, and days to act
-- grain: head x unit_code
-- parameters: $month_first, $month_last, $as_of_day, $ledger_seq
-- line: -
-- in: stays of a case in a state, from entering to leaving, that touch the month and have a holder
-- out: stays in states that nobody must act on; entries that leave the state as it is: a second visit is no duty done
-- source: done = the case left the state within the month; median of calendar days of the duties
--   done, from the day on which the holder could know
with
held as (
  select case_no, holder, known_on, left_on,
    case when left_on between $month_first and least($month_last, $as_of_day) then 1 else 0 end as is_done
  from fct_duty
  where holder is not null and entered_on <= least($month_last, $as_of_day) and coalesce(left_on, $month_first) >= $month_first
),
posted as (
  select p.head, p.unit_code, h.is_done, case when h.is_done = 1 then greatest(date_diff('day', h.known_on, h.left_on), 0) end as days
  from held h
  join bld_case_post p on p.case_no = h.case_no and p.holder = h.holder
),
ranked as (
  select head, unit_code, is_done, days,
    row_number() over (partition by head, unit_code, is_done order by days) as place_no,
    count(*) over (partition by head, unit_code, is_done) as done_n
  from posted
)
select cast(head as varchar) as head, cast(unit_code as varchar) as unit_code, cast(count(*) as int) as due_n, cast(sum(is_done) as int) as done_n,
  cast(avg(case when is_done = 1 and 2 * place_no between done_n and done_n + 2 then days end) as double) as median_days
from ranked
where unit_code is not null
group by head, unit_code
