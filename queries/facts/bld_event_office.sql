-- title: 经办岗位
-- counts: nothing; the offices for which an entry of a case counts: that of the post that made it, and those that let it act
-- grain: seq x post_id
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: entries by a post
-- out: entries without a post: nobody knows whose
-- source: a delegation lends the right to act for its days
with
acted as (select seq, post_id, cast(recorded_at as date) as acted_on from src_event where post_id is not null),
through as (
  select seq, post_id from acted
  union
  select a.seq, d.post_id
  from acted a
  join src_delegation d on d.delegate_post_id = a.post_id and a.acted_on between d.valid_from and d.valid_to
)
select cast(t.seq as bigint) as seq, cast(t.post_id as varchar) as post_id, cast(o.head as varchar) as head,
  cast(o.area_code as varchar) as area_code, cast(o.school_code as varchar) as school_code
from through t
join bld_office o on o.post_id = t.post_id
