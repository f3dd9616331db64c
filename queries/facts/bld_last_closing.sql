-- title: 上次结案日
-- counts: the day of each child's last closing or clearing
-- grain: child_key
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: children with an ended case
-- out: nothing
-- source: only what lies after the last closing counts for a new suspicion
select child_key, max(effective_on) as closed_on
from fct_case_span
where is_open = 0
group by child_key
