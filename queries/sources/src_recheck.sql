-- title: 复核
-- counts: the acts as recorded
-- grain: seq
-- parameters: $ledger_seq, $as_of_day
-- line: -
-- in: acts up to $ledger_seq that took effect by the day looked at
-- out: later acts; the reason, which may name a child
-- source: the county finds agreed | not_agreed | hidden; the unit objected; the county upheld | withdrawn
select
  seq, recorded_at, effective_on, quarter, unit_code, subject, subject_code, child_key, result, actor, on_behalf
from recheck
where seq <= $ledger_seq and effective_on <= $as_of_day
