-- title: 上级名单的行
-- counts: the lines of lists from above, each with its newest match
-- grain: list_id x line_no
-- parameters: $ledger_seq, $as_of_day
-- line: household
-- in: every line, also one that means no child of the register: its key is below zero, a person of its own
-- out: earlier matches of a line
-- source: match id | student | name_birth | chosen (by a person) | none (no child of the register) | question
with
ranked as (
  select seq, list_id, line_no, child_key, line_name, line_pinyin, match, suspected_as, area_code, birth_month,
    row_number() over (partition by list_id, line_no order by seq desc) as newest
  from list_line
  where seq <= $ledger_seq and cast(recorded_at as date) <= $as_of_day
)
select seq, list_id, line_no, child_key, line_name, line_pinyin, match, suspected_as, area_code, birth_month
from ranked
where newest = 1
