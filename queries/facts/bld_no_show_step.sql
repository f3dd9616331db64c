-- title: 未报到的核实
-- counts: when somebody first acted on a child in each term, after the child's case was opened
-- grain: child_key x term
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: acts of a person from the first day of the term to the first day of the next
-- out: what publishing writes by itself: opened, broken, corrected
-- source: a child who did not report is verified within the dated days
with
act as (
  select e.child_key, e.effective_on
  from src_event e
  where e.event not in ('opened', 'broken', 'corrected')
),
span as (
  select t.term, t.first_day, coalesce(min(n.first_day), cast('9999-12-31' as date)) as next_day
  from bld_term_start t
  left join bld_term_start n on n.first_day > t.first_day
  group by t.term, t.first_day
)
select cast(a.child_key as bigint) as child_key, cast(s.term as varchar) as term, cast(min(a.effective_on) as date) as verified_on
from act a
join span s on a.effective_on >= s.first_day and a.effective_on < s.next_day
group by a.child_key, s.term
