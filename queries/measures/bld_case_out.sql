-- title: 台账认定未在校
-- counts: nothing; children whom the ledger holds out of school at the end of each month, whatever roll and register say
-- grain: child_key x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: an open case of dropping out; afterwards, until the child was present or its place elsewhere proved since: a return entered
--   (返校观察), a new case of 疑似, or an end that is contradicted, without evidence or followed by a relapse
-- out: ends that hold; ends of which nothing more is asked, and whoever was seen since (bld_case_held)
-- source: paper moves nobody back to school: 未在校 until the first half day present, or a proof later than the finding
with
held as (
  select h.child_key, h.month, h.case_no, h.tier, h.found_on
  from bld_case_held h
  left join fct_closing c on c.case_no = h.case_no
  where h.tier = 'dropped_out'
    or (h.is_unreturned = 1 and (h.is_open = 1 or c.closing_status in ('closed_contradicted', 'closed_no_evidence', 'closed_relapsed')))
),
proved as (
  select distinct h.child_key, h.month
  from held h
  join bld_verified v on v.child_key = h.child_key and v.month <= h.month and v.proved_on > h.found_on
  where h.tier <> 'dropped_out'
)
select cast(h.child_key as bigint) as child_key, cast(h.month as varchar) as month, cast(h.case_no as varchar) as case_no
from held h
left join proved p on p.child_key = h.child_key and p.month = h.month
where p.child_key is null
