-- title: 个案
-- counts: one row a case as of the day looked at: state, holder, deadline, and where the child is
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every case opened up to the day looked at, open or not
-- out: nothing
-- source: states and holders by the transition table; overdue is later than the due day; nobody teaches a child who is
--   on no roll: the principal of the last school holds it, of a child who never had one the township
with
soon as (select value from src_threshold where name = 'due_soon_days' and $as_of_day between valid_from and valid_to)
select s.case_no, s.child_key, cast(s.episode_no as int) as episode_no, s.suspicion, s.cause, s.opened_on, s.discovered_on,
  s.run_first_day, s.state, s.state_since, t.tier, s.highest_tier, cast(case when t.is_open then 1 else 0 end as int) as is_open,
  case when t.holder in ('principal', 'class_teacher') and c.school_code is null
      then case when c.township_code is null then 'bureau' else 'township' end
    when t.holder = 'class_teacher' and c.is_former = 1 then 'principal'
    else t.holder end as holder, t.duty, d.due_on, cast(case when d.due_on < $as_of_day then 1 else 0 end as int) as is_overdue,
  cast(case when d.due_on < $as_of_day then date_diff('day', d.due_on, $as_of_day) else 0 end as int) as overdue_days,
  cast(case when d.due_on >= $as_of_day and date_diff('day', $as_of_day, d.due_on) <= n.value then 1 else 0 end as int)
    as is_due_soon,
  cast(s.attempts_n as int) as attempts_n, s.last_attempt_on, s.last_promise_on, s.returned_on, s.requested_on,
  s.closed_on, s.outcome, cast(s.closing_seq as bigint) as closing_seq, c.school_code, c.class_key, c.stage,
  cast(c.grade as int) as grade, c.village_code, c.township_code, c.county_code, c.school_township_code, c.is_poor,
  c.roll_month, cast(coalesce(c.is_former, 0) as int) as is_former, c.school_now
from bld_case_state s
join src_state t on t.state = s.state
cross join soon n
left join bld_case_child c on c.child_key = s.child_key
left join bld_case_due d on d.case_no = s.case_no
