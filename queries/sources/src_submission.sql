-- title: 上报情况
-- counts: the rows as published
-- grain: kind x school_code x month
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of submission, version 1
select
  month, kind, school_code, state, due_on, first_accepted_at, last_received_at, is_on_time, is_nil, is_corrected,
  classes_due, classes_reported, rows_accepted, rows_waiting
from submission
