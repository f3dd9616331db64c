-- title: 上次结案
-- counts: the day and the outcome of each child's last closing or clearing, and the last day that an approval of 休学 or 缓学 states
-- grain: child_key
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: children with an ended case
-- out: nothing
-- source: only what lies after the last closing counts for a new suspicion
with
ended as (
  select s.child_key, s.effective_on, e.outcome, case when e.outcome = 'suspension' then e.promise_on end as until_on,
    row_number() over (partition by s.child_key order by s.effective_on desc, s.seq desc) as from_last
  from fct_case_span s
  join src_event e on e.seq = s.seq
  where s.is_open = 0
)
select child_key, effective_on as closed_on, outcome, until_on
from ended
where from_last = 1
