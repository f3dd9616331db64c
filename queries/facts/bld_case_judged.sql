-- title: 销号判断
-- counts: the tests that the closing status and the evidence lines share
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every case
-- out: nothing
-- source: evidence by outcome; transferred: on another school's roll here, or proved elsewhere; elsewhere: proved in the
--   term by the household register or an act; 缓学 states a day after the approval (its end wakes the case, and unsays
--   nothing); vocational: that school's list, whatever roll holds the child besides; a mark set right: every day of the run reported anew;
--   a document of paper is on file only once a register of documents holds it; limits of a closing are those of its approval;
--   lost or of unknown whereabouts contradicts every claim to know where the child is, withdrawn or stopped every claim that
--   the child sits at school, of the newest episode alone; attendance is due here while the newest roll sent since shows a
--   class that owes it, and of a return or a mark set right while no roll says otherwise; who asked for a closing: a line of a
--   paper ledger, which no post enters, has no column for it
with
state as (
  select case_no, child_key, state, outcome, closed_on, requested_on, closing_seq, coalesce(closed_on, $as_of_day) as judged_on from bld_case_state
),
until as (
  -- an approval of 休学 or 缓学 states its last day
  select s.case_no, e.promise_on as until_on
  from state s
  join src_event e on e.seq = s.closing_seq
  where s.outcome = 'suspension'
),
apprentice as (
  select distinct s.case_no
  from state s
  join bld_case_roll r on r.case_no = s.case_no
  join bld_vocational v on v.child_key = s.child_key and v.month between r.roll_month and substr(cast($as_of_day as varchar), 1, 7)
),
contradiction as (select value, valid_from, valid_to from bld_limit where name = 'contradiction_days'),
unreported as (select value, valid_from, valid_to from bld_limit where name = 'unreported_after_closing_days'),
pause as (select max(value) as value from bld_limit where name = 'pause_days' and $as_of_day between valid_from and valid_to),
now as (
  select k.calendar_id, k.school_day_no, k.day_no - cast(l.value as int) as before_no
  from bld_clock k
  cross join pause l
  where k.day = $as_of_day
),
paused as (
  select n.calendar_id, case when n.school_day_no = b.school_day_no then 1 else 0 end as is_paused
  from now n
  join bld_clock b on b.calendar_id = n.calendar_id and b.day_no = n.before_no
)
select s.case_no, s.child_key, case when t.is_open then 1 else 0 end as is_open, s.state, s.outcome, s.closed_on, s.requested_on,
  p.present_halves, n.need_days, case when p.present_halves >= 2 * n.need_days then 1 else 0 end as has_presence,
  coalesce(c.contradicting_days, 0) as contradicting_days,
  case when coalesce(c.contradicting_days, 0) >= l.value then 1 else 0 end as is_contradicted,
  r.is_on_roll, r.placement, r.stage as roll_stage, r.status as roll_status,
  case when coalesce(a.has_open, 0) = 1 or coalesce(a.has_later, 0) = 1 or s.outcome = 'death' then 0
    when r.status_now in ('06', '15') then 1
    when r.status_now in ('03', '04', '14') and s.outcome in ('returned', 'transferred', 'already_here', 'home_teaching', 'special',
      'vocational', 'mark_error', 'leave_added') then 1
    else 0 end as is_gone_now,
  coalesce(a.is_relapsed, 0) as is_relapsed,
  case when (a.school_days_since >= u.value and a.reported_days_since = 0) or a.silent_days >= u.value then 1 else 0 end as is_unreported,
  case when s.outcome in ('returned', 'mark_error', 'leave_added') then coalesce(r.is_in_class, 1)
    when s.outcome = 'already_here' then coalesce(r.is_in_class, 0)
    when s.outcome = 'transferred' and r.was_received_later = 1 then coalesce(r.is_received_in_class, 0)
    else 0 end as is_due_here,
  coalesce(q.is_paused, 0) as is_paused, p.last_reported_on,
  case when s.requested_on is not null then 'met' when t.is_open or g.post_id is not null then 'missing' else 'unreported' end as request_state,
  case s.outcome
    when 'returned' then case when p.present_halves >= 2 * n.need_days then 1 else 0 end
    when 'transferred' then greatest(coalesce(r.was_received_later, 0), coalesce(e.is_proved, 0))
    when 'home_teaching' then case when r.placement = 'home' then 1 else 0 end
    when 'special' then case when r.placement in ('special', 'inclusive') then 1 else 0 end
    when 'vocational' then case when v.case_no is not null then 1 else 0 end
    when 'suspension' then case when r.status = '02' or d.until_on >= s.closed_on then 1 else 0 end
    when 'elsewhere' then coalesce(e.is_proved, 0)
    when 'in_province' then coalesce(e.is_proved, 0)
    when 'out_province' then coalesce(e.is_proved, 0)
    when 'completed' then case when r.status in ('07', '08') and r.stage <> 'primary' then 1 else 0 end
    when 'already_here' then r.was_seen_later
    when 'mark_error' then case when c.contradicting_days = 0 and c.unreported_days = 0 then 1 else 0 end
    when 'leave_added' then case when c.contradicting_days = 0 and c.unreported_days = 0 then 1 else 0 end
    else 0
  end as has_proof,
  -- age, death, abroad, custody, a double record: paper, which no register holds yet
  case when s.outcome in ('returned', 'transferred', 'home_teaching', 'special', 'vocational', 'suspension', 'elsewhere', 'in_province',
    'out_province', 'completed', 'already_here', 'mark_error', 'leave_added') then 1 else 0 end as is_of_data
from state s
join src_state t on t.state = s.state
join contradiction l on s.judged_on between l.valid_from and l.valid_to
join unreported u on s.judged_on between u.valid_from and u.valid_to
join bld_case_presence p on p.case_no = s.case_no
join bld_case_need n on n.case_no = s.case_no
left join bld_case_contradiction c on c.case_no = s.case_no
left join bld_case_roll r on r.case_no = s.case_no
left join bld_case_after a on a.case_no = s.case_no
left join bld_proved_elsewhere e on e.child_key = s.child_key
left join apprentice v on v.case_no = s.case_no
left join src_event g on g.seq = s.closing_seq
left join until d on d.case_no = s.case_no
left join bld_case_child k on k.child_key = s.child_key
left join paused q on q.calendar_id = k.calendar_id
