-- title: 学籍变动
-- counts: who came on a school's roll, who left it, and whether another school received the child
-- grain: child_key x month x school_code x kind
-- parameters: $as_of_day
-- line: student
-- in: differences of a school's roll against the month before, where the school sent the month
-- out: schools whose roll is carried forward; promotion within a school
-- source: a transfer is received when another school of the county shows the child at school in that month or later, on a
--   roll that it sent, of a stage that can follow (bld_stage_follow): a roll carried forward proves nothing
with
status as (select code, parent from src_code where code_set = 'status'),
month_no as (select month, row_number() over (order by month) as no from (select distinct month from bld_roll_month) m),
roll as (
  select r.child_key, m.no, r.month, r.school_code, max(r.status) as status, max(coalesce(s.parent, 'away')) as standing,
    max(r.status_since) as status_since, max(r.on_roll_from) as on_roll_from, max(r.transfer_from) as transfer_from,
    max(r.transfer_to) as transfer_to, max(r.grade) as grade, max(r.stage) as stage,
    max(case when r.carried_from is null then 1 else 0 end) as is_sent,
    max(case when g.code is null then 0 else 1 end) as is_compulsory
  from src_roll r
  join month_no m on m.month = r.month
  left join src_code g on g.code_set = 'stage' and g.code = r.stage and g.parent = 'compulsory'
  left join status s on s.code = r.status
  where r.on_roll_to is null
  group by r.child_key, m.no, r.month, r.school_code
),
sent as (select m.no, r.month, r.school_code from bld_roll_month r join month_no m on m.month = r.month where r.is_sent = 1),
pair as (
  select n.child_key, n.month, n.no, n.school_code, b.standing as was, n.standing as is_now, n.status, n.status_since, n.on_roll_from,
    n.transfer_from, n.transfer_to, cast(null as int) as grade_before, n.stage
  from roll n
  join sent s on s.no = n.no and s.school_code = n.school_code
  left join roll b on b.child_key = n.child_key and b.school_code = n.school_code and b.no = n.no - 1
  where n.no > 1 and n.is_compulsory = 1
  union all
  select b.child_key, s.month, s.no, b.school_code, b.standing as was, cast(null as varchar) as is_now, cast(null as varchar) as status,
    cast(null as date) as status_since, cast(null as date) as on_roll_from, cast(null as varchar) as transfer_from,
    cast(null as varchar) as transfer_to, b.grade as grade_before, b.stage
  from sent s
  join roll b on b.no = s.no - 1 and b.school_code = s.school_code
  left join roll n on n.child_key = b.child_key and n.school_code = b.school_code and n.no = s.no
  where n.child_key is null and b.is_compulsory = 1
),
kind as (
  select child_key, month, no, school_code, stage, transfer_from, transfer_to, coalesce(status_since, on_roll_from, cast(concat(month, '-01') as date)) as day,
    case
      when is_now is null and was = 'at_school' and substr(month, 6, 2) = '09' and grade_before in (6, 9) then 'finished'
      when is_now is null and was in ('at_school', 'away') then 'gone'
      when is_now = 'at_school' and was is null then 'in'
      when is_now = 'at_school' and was = 'away' then 'resumed'
      when is_now = 'away' and was = 'at_school' then 'suspended'
      when is_now = 'left' and coalesce(was, 'at_school') <> 'left' then case when status = '10' then 'out' else 'left' end
    end as kind
  from pair
),
here as (
  select r.child_key, r.school_code, r.no, f.stage
  from roll r
  join bld_stage_follow f on f.next_stage = r.stage
  where r.standing = 'at_school' and r.is_sent = 1
)
select k.child_key, k.month, k.day, k.kind, k.school_code,
  case when k.kind = 'in' then k.transfer_from else coalesce(k.transfer_to, max(h.school_code)) end as other_school,
  cast(case when k.kind in ('out', 'gone', 'left') then case when count(h.child_key) > 0 then 1 else 0 end end as int) as is_received
from kind k
left join here h on h.child_key = k.child_key and h.stage = k.stage and h.school_code <> k.school_code and h.no >= k.no
where k.kind is not null and k.kind <> 'finished'
group by k.child_key, k.month, k.day, k.kind, k.school_code, k.transfer_from, k.transfer_to
