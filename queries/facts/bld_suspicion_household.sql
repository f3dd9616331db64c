-- title: 疑似:户籍
-- counts: suspected by the household register: on no roll, and elsewhere unverified, or without any known whereabouts, or said to be out of school
-- grain: child_key x reason x first_day
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: children of school age by the register of the month of the day looked at, to which publishing carries it forward, since the first month of the present spell
-- out: what a closing since then already answered; 县外就读 and 在县内 not proven before the term's date; who left a roll
--   and is 在县内 by the register's word: the rolls' own reasons judge that
-- source: after 15 October and 15 April 未核实 is suspected; on the register, of age, with no record anywhere and no known
--   whereabouts; out of school as the village reports it; an approved deferral ends no spell, its own end wakes the case
with
present as (
  select w.child_key, w.said, t.due_on, w.refuted_on,
    case when w.whereabouts in ('never_enrolled', 'out_of_school') and w.said = 'none' then 'village_reported'
      when w.whereabouts = 'unverified' and w.said = 'unknown' then 'no_record'
      when w.whereabouts = 'unverified' and (w.said <> 'county' or w.was_enrolled = 0) and (t.judged_on > t.due_on or w.refuted_on is not null) then 'unverified' end as reason
  from bld_whereabouts_now w
  join bld_verify_term t on t.month = w.month
  where w.is_registered = 1
),
past as (
  -- the spell goes back as long as the register said the same and no roll held the child's place
  select p.child_key, c.month, case when c.is_at_school = 0 and coalesce(c.status, '-') <> '02' and g.whereabouts = p.said then 1 else 0 end as is_same
  from present p
  join bld_school_age_child c on c.child_key = p.child_key and c.is_registered = 1
  join src_children g on g.child_key = c.child_key and g.month = c.month
  where p.reason in ('village_reported', 'no_record') and c.month <= substr(cast($as_of_day as varchar), 1, 7)
),
deferred as (
  select distinct d.child_key, m.month
  from bld_deferral d
  join bld_month m on m.last_day between d.from_day and d.to_day
),
broken as (
  select s.child_key, max(s.month) as month
  from past s
  left join deferred d on d.child_key = s.child_key and d.month = s.month
  where s.is_same = 0 and d.child_key is null
  group by s.child_key
),
began as (
  select s.child_key, min(s.month) as month
  from past s
  left join broken b on b.child_key = s.child_key
  where s.month > coalesce(b.month, '')
  group by s.child_key
),
spell as (
  select p.child_key, p.reason, p.due_on, p.refuted_on, b.month
  from present p
  left join began b on b.child_key = p.child_key
  where p.reason is not null
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
