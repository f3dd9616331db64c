-- title: 疑似:户籍
-- counts: suspected by the household register: on no roll, and elsewhere unverified, or without any known whereabouts, or said to be out of school
-- grain: child_key x reason x first_day
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: children of school age in the newest month of the register, since the first month of the present spell
-- out: what a closing since then already answered; 县外就读 and 在县内 not proven before the term's date; who left a roll
--   and is 在县内 by the register's word: the rolls' own reasons judge that
-- source: after 15 October and 15 April 未核实 is suspected; on the register, of age, with no record anywhere and no known
--   whereabouts; out of school as the village reports it; an approved deferral ends no spell, its own end wakes the case
with
state as (
  select w.child_key, w.month, w.is_deferred,
    case when w.whereabouts in ('never_enrolled', 'out_of_school') and w.said = 'none' then 'village_reported'
      when w.whereabouts = 'unverified' and w.said = 'unknown' then 'no_record'
      when w.whereabouts = 'unverified' and (w.said <> 'county' or w.was_enrolled = 0) and (t.judged_on > t.due_on or w.refuted_on is not null) then 'unverified' end as reason,
    t.due_on, w.refuted_on
  from fct_whereabouts w
  join bld_verify_term t on t.month = w.month
  where w.is_registered = 1
),
newest as (select max(month) as month from src_children where month <= substr(cast($as_of_day as varchar), 1, 7)),
present as (
  select s.child_key, s.reason, s.due_on, s.refuted_on
  from state s
  join newest n on n.month = s.month
  where s.reason is not null
),
broken as (
  select p.child_key, max(s.month) as month
  from present p
  join state s on s.child_key = p.child_key and coalesce(s.reason, '-') <> p.reason and s.is_deferred = 0
  group by p.child_key
),
spell as (
  select p.child_key, p.reason, p.due_on, p.refuted_on, min(s.month) as month
  from present p
  left join broken b on b.child_key = p.child_key
  join state s on s.child_key = p.child_key and s.month > coalesce(b.month, '')
  group by p.child_key, p.reason, p.due_on, p.refuted_on
),
found as (
  select child_key, reason,
    case when reason = 'unverified' then coalesce(refuted_on, due_on) else cast(concat(month, '-01') as date) end as first_day,
    case when reason = 'unverified' then coalesce(refuted_on, due_on + 1) else cast(concat(month, '-01') as date) end as reached_on
  from spell
)
select cast(f.child_key as bigint) as child_key, cast(f.reason as varchar) as reason, cast(f.first_day as date) as first_day,
  cast(f.reached_on as date) as reached_on
from found f
left join bld_last_closing c on c.child_key = f.child_key
where c.closed_on is null or f.first_day > c.closed_on
