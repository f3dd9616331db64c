-- title: 授权经办
-- counts: who lets whom act, from and to
-- grain: post_id x delegate_post_id x valid_from
-- parameters: $ledger_seq
-- line: -
-- in: of two posts and a first day the newest entry
-- out: entries recorded after $ledger_seq; delegations ended before they began
-- source: the ledger's register of posts
with
ranked as (
  select seq, post_id, delegate_post_id, valid_from, valid_to,
    row_number() over (partition by post_id, delegate_post_id, valid_from order by seq desc) as newest
  from delegation
  where seq <= $ledger_seq
)
select seq, post_id, delegate_post_id, valid_from, valid_to
from ranked
where newest = 1 and valid_to >= valid_from
