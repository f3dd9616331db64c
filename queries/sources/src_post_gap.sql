-- title: 岗位空缺原因
-- counts: nothing; why posts are empty, as stated
-- grain: seq
-- parameters: $ledger_seq
-- line: -
-- in: every reason up to $ledger_seq
-- out: reasons recorded later
-- source: the list of the seven heads: a line without a holder says why
select
  seq, head, unit_code, reason, valid_from
from post_gap
where seq <= $ledger_seq
