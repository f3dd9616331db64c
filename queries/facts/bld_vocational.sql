-- title: 中职在校生
-- counts: nothing; children at school by a vocational school's list
-- grain: child_key x month
-- parameters: $as_of_day
-- line: student
-- in: every child whom a vocational roll of the month shows at school, whatever other roll holds it
-- out: a list that was not sent anew in the term; whom a roll of the month also holds at a stage that leads to no vocational school
-- source: who goes to a vocational school before grade 9 ends stays on the junior roll, and is no ghost there; such a school
--   owes no roll each month, so its list is renewed like every proof, each term: until the term's date (bld_verify_term) that of
--   the term before stands, afterwards it says nothing any more
with
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
term as (
  select t.month, t.judged_on, t.due_on, substr(cast(t.counts_from as varchar), 1, 7) as counts_from,
    max(substr(cast(b.counts_from as varchar), 1, 7)) as counted_from
  from bld_verify_term t
  left join bld_verify_term b on b.counts_from < t.counts_from
  group by t.month, t.judged_on, t.due_on, t.counts_from
),
listed as (
  select r.child_key, r.month
  from src_roll r
  join status s on s.code = r.status
  left join term t on t.month = r.month
  where r.stage = 'vocational'
    and (r.carried_from is null or r.carried_from >= t.counts_from
      or (t.judged_on <= t.due_on and r.carried_from >= coalesce(t.counted_from, r.carried_from)))
),
younger as (
  select r.child_key, r.month
  from src_roll r
  join status s on s.code = r.status
  left join bld_stage_follow f on f.stage = r.stage and f.next_stage = 'vocational'
  where f.stage is null
)
select distinct cast(l.child_key as bigint) as child_key, cast(l.month as varchar) as month
from listed l
left join younger y on y.child_key = l.child_key and y.month = l.month
where y.child_key is null
