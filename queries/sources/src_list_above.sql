-- title: 上级名单
-- counts: lists of suspected children that a higher office sent
-- grain: list_id
-- parameters: $ledger_seq, $as_of_day
-- line: -
-- in: lists recorded up to $ledger_seq and received by the day looked at
-- out: later lists
-- source: each comes with the day by which a reply is due
select seq, list_id, list_name, received_on, reply_on
from list_above
where seq <= $ledger_seq and received_on <= $as_of_day
