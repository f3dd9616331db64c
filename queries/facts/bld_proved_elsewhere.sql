-- title: 县外就读现有证明
-- counts: nothing; whether a child who was proved to be at school elsewhere still is
-- grain: child_key
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: children elsewhere by the household register of the newest month that holds them
-- out: children whom the register never held elsewhere
-- source: proved in the term and not refuted since; until the term's date the proof of the term before stands
with
ranked as (
  select child_key, month, due_on, judged_on, proved_on, refuted_on, row_number() over (partition by child_key order by month desc) as newest
  from bld_verified
),
ever as (select child_key, min(proved_on) as proved_on from bld_verified where proved_on is not null group by child_key)
select cast(r.child_key as bigint) as child_key,
  cast(case when r.refuted_on >= coalesce(r.proved_on, r.refuted_on) then 0 when r.proved_on is not null then 1
    when e.proved_on is not null and r.judged_on <= r.due_on then 1 else 0 end as int) as is_proved
from ranked r
left join ever e on e.child_key = r.child_key
where r.newest = 1
