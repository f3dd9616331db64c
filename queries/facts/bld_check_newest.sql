-- title: 就读核实的最近一次
-- counts: the newest act of each step about a child, within the term of each month
-- grain: child_key x month x step
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: acts from the day on which the term's proofs count, up to the end of the month
-- out: acts of an earlier term
-- source: order (effective_on, seq); both names stay: who acted, and for whom
with
ranked as (
  select c.child_key, t.month, c.step, c.result, c.proof, c.effective_on, c.actor, c.on_behalf,
    row_number() over (partition by c.child_key, t.month, c.step order by c.effective_on desc, c.seq desc) as newest
  from src_whereabouts_check c
  join bld_verify_term t on c.effective_on between t.counts_from and t.judged_on
)
select cast(child_key as bigint) as child_key, cast(month as varchar) as month, cast(step as varchar) as step,
  cast(result as varchar) as result, cast(proof as varchar) as proof, cast(effective_on as date) as effective_on,
  cast(actor as varchar) as actor, cast(on_behalf as varchar) as on_behalf
from ranked
where newest = 1
