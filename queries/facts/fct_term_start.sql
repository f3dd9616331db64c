-- title: 开学报到
-- counts: when each pupil who is due at a school at the start of a term was first seen there
-- grain: child_key x term
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: pupils at school by the first roll that their school sends in the term; those whom bld_no_show finds on no roll, at the
--   school they come from; pupils of a school that has sent no roll of the term, by its roll carried through the holiday; those on no
--   roll, until their school, of a closed one that which answers for it, has told of their grade
-- out: home-taught pupils; children on no roll whom the household register holds at school elsewhere; grades 6 and 9 of a roll carried into autumn: they are handed over or have finished
-- source: reported on the first day with a present half, by days numbered from the term's first school day; seen later
--   than the days watched: by the runs; on leave is neither reported nor missing; no day of the class reported: unreported;
--   to be verified by the dated day, done once a person has acted or the child is seen
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
limits as (select value, valid_from, valid_to from bld_limit where name = 'term_start_days'),
term as (
  select s.term, s.part, s.first_day, s.first_no, s.month, s.last_month, s.verify_on, s.first_no + cast(n.value as int) - 1 as last_no
  from bld_term_start s
  join limits n on s.first_day between n.valid_from and n.valid_to
  where s.first_day <= $as_of_day
),
watched as (
  select t.term, c.day, c.school_day_no - t.first_no + 1 as day_no
  from term t
  join src_calendar c on c.calendar_id = 'county' and c.is_school_day and c.school_day_no between t.first_no and t.last_no
  where c.day <= $as_of_day
),
sent as (
  select t.term, r.school_code, min(case when r.is_sent = 1 then r.month end) as first_month
  from term t
  join bld_roll_month r on r.month between t.month and t.last_month
  group by t.term, r.school_code
),
wanted as (
  -- the roll by which a school's pupils are due: the first that it sends in the term, else the one carried into it
  select s.term, s.school_code, coalesce(s.first_month, t.month) as month, t.part, case when s.first_month is null then 0 else 1 end as is_sent
  from sent s
  join term t on t.term = s.term
),
due as (
  select w.term, r.child_key, r.school_code, r.class_key, w.is_sent
  from wanted w
  join src_roll r on r.school_code = w.school_code and r.month = w.month
  join stage g on g.code = r.stage
  join status s on s.code = r.status
  where r.on_roll_to is null and r.placement <> 'home' and (w.is_sent = 1 or w.part <> '1' or coalesce(r.grade, 0) not in (6, 9))
),
before as (
  -- the school that had them last, not one that goes on writing that they left it
  select n.child_key, t.term, r.school_code, r.class_key,
    row_number() over (partition by n.child_key, t.term order by case when s.code is null then 1 else 0 end, r.month desc, r.school_code, r.class_key) as newest
  from bld_no_show n
  join term t on t.first_day = n.first_day
  join src_roll r on r.child_key = n.child_key and r.month < t.month
  left join status s on s.code = r.status
  left join bld_elsewhere_today e on e.child_key = n.child_key
  where e.child_key is null
),
named as (
  select distinct t.term, r.child_key from term t join bld_roll_stretch r on r.is_sent = 1 and r.first_month <= t.last_month and r.last_month >= t.month
),
awaited as (
  -- no roll of the term could hold them yet: not reported, which is neither seen nor missing
  select d.term, d.child_key, coalesce(d.judge_code, d.school_code) as school_code, r.class_key
  from bld_start_due d
  join src_roll r on r.child_key = d.child_key and r.school_code = d.school_code and r.month = d.base_month
  left join wanted w on w.term = d.term and w.school_code = d.school_code
  left join named n on n.term = d.term and n.child_key = d.child_key
  left join bld_elsewhere_today e on e.child_key = d.child_key
  where (coalesce(d.judge_code, '-') <> d.school_code or w.is_sent = 1) and d.judged_in is null and r.on_roll_to is null and r.placement <> 'home' and n.child_key is null and e.child_key is null
),
expected as (
  select term, child_key, school_code, class_key, is_sent, 1 as is_on_roll from due
  union all
  select term, child_key, school_code, class_key, 1 as is_sent, 0 as is_on_roll from before where newest = 1
  union all
  select term, child_key, school_code, class_key, 0 as is_sent, 0 as is_on_roll from awaited
),
mark as (
  select w.term, a.child_key, w.day_no,
    case when a.mark_am in ('P', 'L', 'E') or a.mark_pm in ('P', 'L', 'E') then 1 else 0 end as is_present,
    case when a.mark_am in ('S', 'R') or a.mark_pm in ('S', 'R') then 1 else 0 end as is_leave
  from watched w
  join src_attendance a on a.day = w.day
),
seen as (
  select term, child_key, min(case when is_present = 1 then day_no end) as first_no,
    max(day_no) as last_no, max(case when is_leave = 1 then day_no end) as last_leave_no
  from mark
  group by term, child_key
),
taken as (
  select w.term, d.class_key, min(w.day_no) as first_no
  from watched w
  join src_class_day d on d.day = w.day and d.taken
  group by w.term, d.class_key
),
later as (
  select t.term, p.child_key, max(p.last_present) as last_present
  from term t
  join drv_child_run p on p.last_present >= t.first_day and p.month between t.month and t.last_month
  group by t.term, p.child_key
),
ranked as (
  select e.term, e.child_key, e.school_code, e.class_key, e.is_on_roll, e.is_sent, s.first_no, s.last_no, s.last_leave_no, k.first_no as class_no, l.last_present,
    row_number() over (
      partition by e.term, e.child_key
      order by e.is_on_roll desc, e.is_sent desc, case when k.first_no is null then 1 else 0 end, e.school_code, e.class_key
    ) as choice
  from expected e
  left join seen s on s.term = e.term and s.child_key = e.child_key
  left join taken k on k.term = e.term and k.class_key = e.class_key
  left join later l on l.term = e.term and l.child_key = e.child_key
),
judged as (
  select r.term, r.child_key, r.school_code, r.class_key, r.is_on_roll, r.first_no, r.class_no,
    case
      when r.first_no is not null then 'reported'
      when r.last_present is not null then 'reported'
      when r.is_sent = 0 or (r.is_on_roll = 1 and r.class_no is null) then 'unreported'
      when r.last_leave_no = r.last_no then 'on_leave'
      else 'not_reported'
    end as state
  from ranked r
  where r.choice = 1
)
select cast(j.child_key as bigint) as child_key, cast(j.term as varchar) as term, cast(j.school_code as varchar) as school_code,
  cast(j.class_key as varchar) as class_key, cast(j.is_on_roll as int) as is_on_roll, cast(t.first_day as date) as first_day, cast(t.month as varchar) as month,
  cast(j.first_no as int) as reported_no, cast(w.day as date) as reported_on,
  cast(case when j.is_on_roll = 0 and j.state <> 'unreported' then 1 else j.class_no end as int) as class_no, cast(j.state as varchar) as state,
  cast(t.verify_on as date) as verify_on, cast(v.verified_on as date) as verified_on,
  cast(case when j.state = 'not_reported' and v.verified_on is null and t.verify_on < $as_of_day then 1 else 0 end as int) as is_overdue
from judged j
join term t on t.term = j.term
left join watched w on w.term = j.term and w.day_no = j.first_no
left join bld_no_show_step v on v.term = j.term and v.child_key = j.child_key
