-- title: 台账更正
-- counts: children whose place in the ledger at the end of a month was changed by what was recorded after that month's report
-- grain: line x case_no x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: month = the report that follows; n = open at the end of the month before as known now, less as known in that month's
--   report: an opening entered late is 1, a closing entered late -1
-- out: what was entered late and changes nothing at the month's end; events of the month itself
-- source: figures count by effective day, a report holds what was recorded by its due day; ± 更正 is the difference
with
seal as (select month, last_day, sealed_on, next_month from bld_seal where next_month is not null),
event as (
  select e.child_key, e.case_no, e.seq, e.effective_on, cast(e.recorded_at as date) as recorded_on, case when s.is_open then 1 else 0 end as is_open
  from src_event e
  join src_state s on s.state = e.resulting_state
),
late as (
  select distinct e.child_key, m.month, m.last_day, m.sealed_on, m.next_month
  from event e
  join seal m on e.effective_on <= m.last_day and e.recorded_on > m.sealed_on
),
past as (
  select l.child_key, l.month, l.next_month, e.case_no, e.effective_on, e.is_open,
    case when e.recorded_on <= l.sealed_on then 1 else 0 end as was_known,
    row_number() over (partition by l.child_key, l.month order by e.effective_on desc, e.seq desc) as newest,
    row_number() over (
      partition by l.child_key, l.month
      order by case when e.recorded_on <= l.sealed_on then 0 else 1 end, e.effective_on desc, e.seq desc
    ) as newest_known
  from late l
  join event e on e.child_key = l.child_key and e.effective_on <= l.last_day
),
changed as (
  select n.child_key, n.month, n.next_month, n.case_no, n.effective_on, n.is_open - coalesce(k.is_open, 0) as n
  from past n
  left join past k on k.child_key = n.child_key and k.month = n.month and k.newest_known = 1 and k.was_known = 1
  where n.newest = 1
),
unit as (select child_key, month, line, unit_code from bld_case_unit_month),
first_month as (select min(month) as month from unit),
placed as (
  select c.child_key, c.next_month, c.case_no, c.effective_on, c.n, greatest(c.month, f.month) as unit_month
  from changed c
  cross join first_month f
  where c.n <> 0
)
select u.line, p.case_no, p.child_key, u.unit_code, p.next_month as month, p.effective_on as day, cast(p.n as int) as n
from placed p
join unit u on u.child_key = p.child_key and u.month = p.unit_month
