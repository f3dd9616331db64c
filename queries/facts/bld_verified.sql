-- title: 县外就读的证明
-- counts: nothing; the newest proof and the newest refutation of each registered child within the term of each month
-- grain: child_key x month
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: children who are at school elsewhere by the register
-- out: proofs of an earlier term, and those dated after the month
-- source: any one proof: the national register's record, 就读证明 with stamp and phone, the guardian's word with the
--   school's confirmation by phone; an act that confirms or refutes counts from its day; a case that stands
--   verified or as dropping out refutes what is older than that finding
with
elsewhere as (
  select g.child_key, g.month, g.proof, g.proof_on, t.counts_from, t.judged_on, t.due_on
  from src_children g
  join bld_verify_term t on t.month = g.month
  where g.whereabouts in ('province', 'outside', 'abroad')
),
act as (
  select e.child_key, e.month, max(case when c.result = 'confirmed' then c.effective_on end) as confirmed_on,
    max(case when c.result = 'refuted' then c.effective_on end) as refuted_on
  from elsewhere e
  join src_whereabouts_check c on c.child_key = e.child_key and c.effective_on between e.counts_from and e.judged_on
  group by e.child_key, e.month
),
finding as (select child_key, month, found_on from bld_case_stand where state = 'verified' or tier = 'dropped_out'),
newest as (
  select e.child_key, e.month, e.due_on, e.judged_on, a.refuted_on, f.found_on,
    case when e.proof is not null and e.proof_on between e.counts_from and e.judged_on then e.proof_on end as paper_on, a.confirmed_on
  from elsewhere e
  left join act a on a.child_key = e.child_key and a.month = e.month
  left join finding f on f.child_key = e.child_key and f.month = e.month
),
dated as (
  select child_key, month, due_on, judged_on, refuted_on, found_on,
    greatest(coalesce(paper_on, confirmed_on), coalesce(confirmed_on, paper_on)) as proved_on
  from newest
),
judged as (
  select child_key, month, due_on, judged_on, proved_on, refuted_on, case when proved_on is null or found_on > proved_on then found_on end as found_on
  from dated
)
select cast(child_key as bigint) as child_key, cast(month as varchar) as month, cast(due_on as date) as due_on,
  cast(judged_on as date) as judged_on, cast(proved_on as date) as proved_on,
  cast(greatest(coalesce(refuted_on, found_on), coalesce(found_on, refuted_on)) as date) as refuted_on
from judged
