-- title: 疑似:学籍
-- counts: suspected by the roll: not received, suspension or approved deferral expired, did not report at term start,
--   vanished, stated as lost
-- grain: child_key x reason x first_day
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: what was reached after the last closing; where that closing says where the child is, what began after it
-- out: kindergarten, senior and vocational rolls; children who did not report, were not received, vanished or whose deferral
--   ended, while the household register holds them at school elsewhere
-- source: every reason stands in its own file; a school that writes 退学, 停学, 流失, 开除 or 下落不明 has reported the child
with
unseen as (
  select child_key, 'transfer_lost' as reason, first_day, reached_on from bld_transfer_lost
  union
  select child_key, 'no_show' as reason, first_day, reached_on from bld_no_show
  union
  select child_key, 'vanished' as reason, first_day, reached_on from bld_vanished
  union
  select child_key, 'suspension_expired' as reason, first_day, reached_on from bld_deferral_expired
),
found as (
  select t.child_key, t.reason, t.first_day, t.reached_on
  from unseen t
  left join bld_elsewhere_today e on e.child_key = t.child_key
  where e.child_key is null
  union
  select child_key, 'suspension_expired' as reason, first_day, reached_on from bld_suspension_expired
  union
  select child_key, 'reported' as reason, since as first_day, since as reached_on
  from bld_away
  where status in ('03', '04', '06', '14', '15') and from_last = 1 and since <= $as_of_day
)
select f.child_key, f.reason, f.first_day, f.reached_on
from found f
left join bld_last_closing c on c.child_key = f.child_key
where c.closed_on is null or f.first_day > c.closed_on
  or (f.reached_on > c.closed_on and c.outcome in ('returned', 'mark_error', 'leave_added'))
