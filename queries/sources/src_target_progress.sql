-- title: 年度任务进度
-- counts: the rows as recorded
-- grain: seq
-- parameters: $ledger_seq
-- line: -
-- in: rows up to $ledger_seq
-- out: rows recorded later
-- source: appended by the owner or for the owner; a correction is a newer row
select
  seq, recorded_at, effective_on, target_id, done, evidence, note, actor, on_behalf
from target_progress
where seq <= $ledger_seq
