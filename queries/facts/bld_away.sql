-- title: 离校未见
-- counts: children whose roll says that they left or stay away, and who were not seen at any school since
-- grain: child_key x school_code x spell_no
-- parameters: $as_of_day
-- line: student
-- in: transferred out (10), suspended (02), and what a school itself states as lost: withdrawn (03), stopped (04), lost
--   (06), expelled (14), whereabouts unknown (15)
-- out: children whom a roll sent for that month or later shows at school: another school, or the same one afterwards
-- source: a roll carried forward says nothing new, so it never proves that a child was received; what a school showed
--   before this one wrote the child off proves nothing either; a suspension that is repeated month by month hides no newer
--   seat, and whoever is lost from that one is lost; a kindergarten's roll finds nobody of compulsory age (bld_stage_follow)
with
away as (
  select child_key, school_code, spell_no, stage, status, since, status_until, transfer_to, first_month, last_sent_month, said_in, from_last
  from bld_roll_spell
  where status in ('02', '03', '04', '06', '10', '14', '15')
),
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
here as (
  select r.child_key, r.school_code, r.last_month, f.stage
  from bld_roll_stretch r
  join status s on s.code = r.status
  join bld_stage_follow f on f.next_stage = r.stage
  where r.is_sent = 1
),
bounded as (
  select child_key, school_code, spell_no, stage, status, since, status_until, transfer_to, first_month, last_sent_month, said_in, from_last,
    -- a suspended child sits elsewhere only if a roll says so after the month that suspended it, or beside the newest word of it
    case when status = '02' and last_sent_month > said_in then 1 else 0 end as is_after
  from away
)
select b.child_key, b.school_code, b.spell_no, b.status, b.since, b.status_until, b.transfer_to, b.first_month, b.from_last
from bounded b
left join here h on h.child_key = b.child_key and h.stage = b.stage
  and ((h.school_code <> b.school_code and (h.last_month > b.said_in or (h.last_month = b.said_in and b.is_after = 0)))
    or (h.school_code = b.school_code and h.last_month > b.last_sent_month))
where h.child_key is null
