-- title: 开学应到学生
-- counts: pupils at school by the newest roll before a term, with the school whose roll tells of them in it and the first month in which it did
-- grain: child_key x first_day x school_code
-- parameters: $as_of_day
-- line: student
-- in: pupils of the month before the term; those of a school that closed since the last one, by its last roll
-- out: grades 6 and 9 in autumn: they are handed over, or have finished; pupils of a closed school whom a roll sent after its
--   last one names: that newer word judges
-- source: judge_code is the school itself, the one that answers for a closed school, null where nobody does: judged by the first
--   roll that any school sends in the term; else once the roll tells of the child's grade (bld_roll_told); judged_in is null until then;
--   sent_month = when the roll of base_month was sent, if it is carried forward
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
term as (select term, part, first_day, reached_on, month, last_month from bld_term_start where first_day <= $as_of_day),
roll as (
  select r.child_key, r.school_code, r.first_month, r.last_month, r.grade, r.sent_month
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
closed as (
  select school_code, last_day as valid_to from bld_school_closed
),
last_roll as (
  -- a school that closed before the holidays ended stands on no roll of the month before the term
  select c.school_code, max(r.month) as month, min(t.term) as term
  from closed c
  join term t on t.first_day > c.valid_to
  join bld_roll_month r on r.school_code = c.school_code and r.month <= substr(cast(c.valid_to as varchar), 1, 7)
  group by c.school_code, c.valid_to
),
base as (
  select b.term, r.month, r.school_code
  from newest_before b
  join bld_roll_month r on r.month = b.month
  union
  select l.term, l.month, l.school_code
  from last_roll l
  join newest_before b on b.term = l.term and l.month < b.month
),
pupil as (
  select t.term, t.first_day, t.reached_on, t.month, t.last_month, r.child_key, r.school_code, b.month as base_month,
    least(b.month, r.sent_month) as sent_month,
    case when h.school_code is not null then h.heir_code else r.school_code end as judge_code,
    case when h.school_code is null then 1 else 0 end as is_own,
    case when coalesce(r.grade, 10) > 9 then 0 when t.part = '1' then r.grade + 1 else r.grade end as judge_grade
  from term t
  join base b on b.term = t.term
  join roll r on b.month between r.first_month and r.last_month and r.school_code = b.school_code and (t.part <> '1' or coalesce(r.grade, 0) not in (6, 9))
  left join bld_heir_day h on h.school_code = r.school_code and h.day = t.first_day
),
of_last as (
  select p.term, p.month, p.school_code, p.child_key, p.base_month
  from pupil p
  join newest_before b on b.term = p.term and b.month > p.base_month
),
named_since as (
  -- whom a roll sent after the last one of a closed school names is judged by that newer word
  select p.term, p.school_code, p.child_key
  from of_last p
  join bld_roll_stretch r on r.child_key = p.child_key and r.is_sent = 1 and r.last_month > p.base_month and r.first_month < p.month
  join stage g on g.code = r.stage
  join status s on s.code = r.status
  union
  select p.term, p.school_code, p.child_key
  from of_last p
  join bld_roll_spell w on w.child_key = p.child_key and w.said_in > p.base_month and w.said_in < p.month
  left join status s on s.code = w.status
  where s.code is null
),
due as (
  select p.term, p.first_day, p.reached_on, p.month, p.child_key, p.school_code, p.base_month, p.sent_month, p.judge_code, p.is_own, p.judge_grade
  from pupil p
  left join named_since n on n.term = p.term and n.school_code = p.school_code and n.child_key = p.child_key
  where n.child_key is null
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
  cast(d.reached_on as date) as reached_on, cast(d.month as varchar) as month, cast(d.school_code as varchar) as school_code,
  cast(d.base_month as varchar) as base_month, cast(d.sent_month as varchar) as sent_month, cast(d.judge_code as varchar) as judge_code,
  cast(case when d.judge_code is null then f.month else j.month end as varchar) as judged_in
from due d
left join first_sent f on f.term = d.term
left join judge j on j.term = d.term and j.school_code = d.judge_code and j.grade = d.judge_grade and j.is_own = d.is_own
