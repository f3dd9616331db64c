-- title: 儿童现在的去向
-- counts: where each child of school age is in the month of the day looked at
-- grain: child_key
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: every child of school age of the county
-- out: earlier months; a month that no roll and no register reaches yet
-- source: fct_whereabouts
select child_key, month, is_registered, said, was_enrolled, refuted_on, whereabouts
from fct_whereabouts
where month = substr(cast($as_of_day as varchar), 1, 7)
