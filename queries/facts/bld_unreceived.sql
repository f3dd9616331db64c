-- title: 离册未见
-- counts: children who left a roll, or vanished from it, and whom no roll shows since
-- grain: child_key x school_code x kind
-- parameters: $as_of_day
-- line: student
-- in: out: transferred by status; gone: a roll that the school sent later no longer holds the child, without a word, or
--   says in mid-term that it finished, keeps its place or is abroad
-- out: received by another school of a stage that can follow; back on the same school's roll; of whom the heir of a closed school says since then what
--   became of them; grade 9 gone from June on, and grade 6 from July on: they have finished, or are judged by the hand-over
-- source: it lasts until the child is seen again; a school that is silent has not lost anybody: judged by the next roll that tells of the
--   child's grade (bld_roll_told), of a school that closed by that of the school that then answers for it, where none does by the next of any
with
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
held as (
  select r.child_key, r.school_code, r.last_month, r.grade, r.stage, r.is_sent, r.sent_month
  from bld_roll_stretch r
  join status s on s.code = r.status
),
sent as (
  select school_code, month, cast(substr(month, 1, 4) as int) - case when substr(month, 6, 2) < '09' then 1 else 0 end as school_year
  from bld_roll_month
  where is_sent = 1
),
heir as (
  select school_code, heir_code, substr(cast(day as varchar), 1, 7) as month,
    cast(substr(cast(day as varchar), 1, 4) as int) - case when substr(cast(day as varchar), 6, 2) < '09' then 1 else 0 end as school_year
  from bld_heir_day
  where substr(cast(day as varchar), 9, 2) = '01'
),
seat as (
  select child_key, school_code, max(last_month) as last_month, max(sent_month) as sent_month from held group by child_key, school_code
),
newest as (
  -- most are on the newest roll of their school: nobody has to be asked for them
  select school_code, max(month) as month
  from (select school_code, month from sent union all select school_code, month from heir) as m
  group by school_code
),
placed as (
  select t.child_key, t.school_code, t.last_month, max(g.grade) as grade,
    cast(substr(t.last_month, 1, 4) as int) - case when substr(t.last_month, 6, 2) < '09' then 1 else 0 end as school_year
  from seat t
  join newest n on n.school_code = t.school_code and n.month > t.last_month
  join held g on g.child_key = t.child_key and g.school_code = t.school_code and g.last_month = t.last_month
  group by t.child_key, t.school_code, t.last_month
),
asking as (
  -- a closed school sends no roll any more: its heir's tells, without one that of anybody
  select p.child_key, p.school_code, p.last_month, s.month, s.school_code as told_by, 1 as is_own,
    case when coalesce(p.grade, 10) > 9 then 0 else least(9, p.grade + s.school_year - p.school_year) end as grade
  from placed p
  join sent s on s.school_code = p.school_code and s.month > p.last_month
  union all
  select p.child_key, p.school_code, p.last_month, h.month, h.heir_code as told_by, 0 as is_own,
    case when coalesce(p.grade, 10) > 9 then 0 else least(9, p.grade + h.school_year - p.school_year) end as grade
  from placed p
  join heir h on h.school_code = p.school_code and h.month > p.last_month
),
asked as (
  select a.child_key, a.school_code, a.last_month, a.month
  from asking a
  join bld_roll_told s on s.school_code = a.told_by and s.month = a.month and s.grade = a.grade and s.is_own = a.is_own
  union all
  select a.child_key, a.school_code, a.last_month, a.month
  from asking a
  join (select distinct month from sent) s on s.month = a.month
  where a.told_by is null
),
ended as (
  select child_key, school_code, last_month, min(month) as month from asked group by child_key, school_code, last_month
),
word as (
  -- a roll that still names the child has not lost it without a word; that it finished is one of who sat in grade 6 or 9 until summer alone,
  -- a place kept or a stay abroad is none: nobody could tell where the child is
  select distinct e.child_key, e.school_code
  from ended e
  join held h on h.child_key = e.child_key and h.school_code = e.school_code and h.last_month = e.last_month
  join bld_roll_stretch r on r.child_key = e.child_key and r.school_code = e.school_code and r.last_month > e.last_month
  left join bld_status_word w on w.code = r.status
  left join bld_finish f on f.grade = h.grade and f.month_no = substr(e.last_month, 6, 2)
  where coalesce(w.is_word, 1) = 1
    or (w.is_finished = 1 and f.grade is not null)
  union
  -- of the heir a word newer than the loss: what it goes on writing since before that says nothing of it
  select e.child_key, e.school_code
  from ended e
  join seat t on t.child_key = e.child_key and t.school_code = e.school_code
  join bld_school_heir h on h.school_code = e.school_code
  join bld_roll_spell p on p.child_key = e.child_key and p.school_code = h.heir_code and p.said_in > t.sent_month
  left join status s on s.code = p.status
  left join bld_status_word w on w.code = p.status
  where s.code is null and coalesce(w.is_word, 1) = 1
),
elsewhere as (
  select distinct e.child_key, e.school_code
  from ended e
  join held g on g.child_key = e.child_key and g.school_code = e.school_code and g.last_month = e.last_month
  join bld_stage_follow f on f.stage = g.stage
  join held h on h.child_key = e.child_key and h.school_code <> e.school_code and h.last_month > e.last_month and h.is_sent = 1
    and h.stage = f.next_stage
),
gone as (
  select e.child_key, e.school_code, e.last_month, e.month, max(h.grade) as grade, max(h.stage) as stage
  from ended e
  join held h on h.child_key = e.child_key and h.school_code = e.school_code and h.last_month = e.last_month
  left join word w on w.child_key = e.child_key and w.school_code = e.school_code
  left join elsewhere o on o.child_key = e.child_key and o.school_code = e.school_code
  where w.child_key is null and o.child_key is null
  group by e.child_key, e.school_code, e.last_month, e.month
),
autumn as (
  -- the September that follows the last month in which the child was held
  select child_key, school_code, month, grade, stage,
    case when substr(last_month, 6, 2) < '09' then concat(substr(last_month, 1, 4), '-09')
      else concat(cast(cast(substr(last_month, 1, 4) as int) + 1 as varchar), '-09') end as next_year
  from gone
)
select child_key, school_code, 'out' as kind, substr(cast(since as varchar), 1, 7) as month, since as day, transfer_to as other_school, is_outside,
  cast(null as int) as grade, cast(null as varchar) as stage
from bld_transfer
where since <= $as_of_day
union all
select child_key, school_code, 'gone' as kind, month, cast(concat(month, '-01') as date) as day, cast(null as varchar) as other_school,
  cast(0 as int) as is_outside, cast(grade as int) as grade, stage
from autumn
where not (coalesce(grade, 0) = 9 and (month >= next_year or substr(month, 6, 2) in ('06', '07', '08')))
  and not (coalesce(grade, 0) = 6 and (month >= next_year or substr(month, 6, 2) in ('07', '08')))
