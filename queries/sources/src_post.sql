-- title: 责任岗位
-- counts: who holds which post, from and to
-- grain: post_id x valid_from
-- parameters: $ledger_seq
-- line: -
-- in: the newest entry of a post and first day
-- out: entries recorded after $ledger_seq
-- source: the ledger's register of posts
with
ranked as (
  select seq, post_id, head, person_name, phone, area_code, school_code, class_key, valid_from, valid_to,
    row_number() over (partition by post_id, valid_from order by seq desc) as newest
  from post
  where seq <= $ledger_seq
)
select seq, post_id, head, person_name, phone, area_code, school_code, class_key, valid_from, valid_to
from ranked
where newest = 1
