-- title: 上次例会以来的补录
-- counts: nothing; children open or not on a past day by what was recorded since
-- grain: child_key
-- parameters: $since, $as_of_day, $ledger_seq
-- line: -
-- in: n = open at the end of $since as known now, less as known then
-- out: what was recorded since and changes nothing on that day
-- source: the same difference as 更正 of a month's report
with
event as (
  select e.child_key, e.case_no, e.seq, e.effective_on, case when cast(e.recorded_at as date) <= cast($since as date) then 1 else 0 end as was_known,
    case when s.is_open then 1 else 0 end as is_open
  from src_event e
  join src_state s on s.state = e.resulting_state
  where e.effective_on <= cast($since as date)
),
ranked as (
  select child_key, case_no, is_open, was_known,
    row_number() over (partition by child_key order by effective_on desc, seq desc) as newest,
    row_number() over (partition by child_key order by was_known desc, effective_on desc, seq desc) as newest_known
  from event
)
select n.child_key, n.case_no, cast(n.is_open - coalesce(k.is_open, 0) as int) as n
from ranked n
left join ranked k on k.child_key = n.child_key and k.newest_known = 1 and k.was_known = 1
where n.newest = 1 and n.is_open <> coalesce(k.is_open, 0)
