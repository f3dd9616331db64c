-- title: 上级名单的答复
-- counts: the steps of answers as recorded
-- grain: seq
-- parameters: $ledger_seq, $as_of_day
-- line: -
-- in: steps up to $ledger_seq that took effect by the day looked at
-- out: later steps
-- source: step proposed | verified | reviewed | returned; stands: by this step the answer holds; draw_no: what the sample
--   is drawn by, the child's number or that of a line that means none
select seq, recorded_at, effective_on, list_id, line_no, step, stands, code, school_words, cause, proof, checked_by, owner, due_on,
  note, actor, on_behalf, draw_no
from list_answer
where seq <= $ledger_seq and effective_on <= $as_of_day
