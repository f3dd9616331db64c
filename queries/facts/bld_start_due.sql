-- title: 开学应到学生
-- counts: pupils at school by the newest roll before a term, with the school whose roll tells of them in it and the first month in which it did
-- grain: child_key x first_day x school_code
-- parameters: $as_of_day
-- line: student
-- in: pupils of the month before the term; those of a school that closed since the last one, by its last roll (bld_closed_pupil)
-- out: grades 6 and 9 in autumn: they are handed over, or have finished
-- source: judge_code is the school itself, the one that answers for a closed school, null where nobody does: judged by the first
--   roll that any school sends in the term; else once the roll tells of the child's grade (bld_roll_told); judged_in is null until then;
--   sent_month = when the roll of base_month was sent, if it is carried forward
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
term as (select term, part, first_day, reached_on, month, last_month from bld_term_start where first_day <= $as_of_day),
roll as (
  select r.child_key, r.school_code, r.first_month, r.last_month, r.stage, r.grade, r.sent_month
  from bld_roll_stretch r
  join stage g on g.code = r.stage
  join status s on s.code = r.status
),
newest_before as (
  select t.term, max(m.month) as month
  from term t
  join (select distinct month from bld_roll_month) m on m.month < t.month
  group by t.term
),
base as (
  select b.term, b.month, r.child_key, r.school_code, r.stage, r.grade, r.sent_month
  from newest_before b
  join roll r on b.month between r.first_month and r.last_month
  union all
  -- a school that closed before the holidays ended stands on no roll of the month before the term
  select c.term, c.month, c.child_key, c.school_code, c.stage, c.grade, r.sent_month
  from bld_closed_pupil c
  join newest_before b on b.term = c.term and c.month < b.month
  join status s on s.code = c.status
  join bld_roll_stretch r on r.child_key = c.child_key and r.school_code = c.school_code and c.month between r.first_month and r.last_month
),
due as (
  select t.term, t.first_day, t.reached_on, t.month, b.child_key, b.school_code, b.stage, b.month as base_month, least(b.month, b.sent_month) as sent_month,
    case when h.school_code is not null then h.heir_code else b.school_code end as judge_code,
    case when h.school_code is null then 1 else 0 end as is_own,
    case when coalesce(b.grade, 10) > 9 then 0 when t.part = '1' then b.grade + 1 else b.grade end as judge_grade
  from term t
  join base b on b.term = t.term and (t.part <> '1' or coalesce(b.grade, 0) not in (6, 9))
  left join bld_heir_day h on h.school_code = b.school_code and h.day = t.first_day
),
first_sent as (
  select t.term, min(m.month) as month
  from term t
  join bld_roll_month m on m.is_sent = 1 and m.month between t.month and t.last_month
  group by t.term
),
judge as (
  select t.term, s.school_code, s.grade, s.is_own, min(s.month) as month
  from term t
  join bld_roll_told s on s.month between t.month and t.last_month
  group by t.term, s.school_code, s.grade, s.is_own
)
select cast(d.child_key as bigint) as child_key, cast(d.term as varchar) as term, cast(d.first_day as date) as first_day,
  cast(d.reached_on as date) as reached_on, cast(d.month as varchar) as month, cast(d.school_code as varchar) as school_code, cast(d.stage as varchar) as stage,
  cast(d.base_month as varchar) as base_month, cast(d.sent_month as varchar) as sent_month, cast(d.judge_code as varchar) as judge_code,
  cast(case when d.judge_code is null then f.month else j.month end as varchar) as judged_in
from due d
left join first_sent f on f.term = d.term
left join judge j on j.term = d.term and j.school_code = d.judge_code and j.grade = d.judge_grade and j.is_own = d.is_own
