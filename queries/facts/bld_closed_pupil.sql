-- title: 撤并学校待衔接学生
-- counts: pupils by the last roll of a school that was closed, of whom no roll sent since says anything before the next term
-- grain: child_key x school_code x term
-- parameters: $as_of_day
-- line: student
-- in: whoever held a place at a school of compulsory education that was closed, in the first term after the closing
-- out: whom a roll sent since names, at school or gone: that newer word says where they are
-- source: bld_school_closed; month = the last roll of the school; a status that a school repeats month by month is as old as its first word
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
status as (select code, parent from src_code where code_set = 'status'),
closing as (select school_code, last_day, substr(cast(last_day as varchar), 1, 7) as last_month from bld_school_closed),
due as (
  select c.school_code, c.last_month, min(t.term) as term
  from closing c
  join bld_term_start t on t.first_day > c.last_day
  group by c.school_code, c.last_month
),
last_roll as (
  select d.school_code, d.term, max(m.month) as month
  from due d
  join bld_roll_month m on m.school_code = d.school_code and m.month <= d.last_month
  group by d.school_code, d.term
),
pupil as (
  select r.child_key, l.school_code, l.term, t.month as term_month, l.month, r.stage, r.grade, r.status
  from last_roll l
  join bld_term_start t on t.term = l.term
  join bld_roll_stretch r on r.school_code = l.school_code and l.month between r.first_month and r.last_month
  join stage g on g.code = r.stage
  join status s on s.code = r.status and s.parent in ('at_school', 'away')
),
spell as (
  select p.child_key, p.said_in
  from bld_roll_spell p
  left join status s on s.code = p.status and s.parent = 'at_school'
  where s.code is null
),
named as (
  select p.child_key, p.school_code, p.term
  from pupil p
  join bld_roll_stretch r on r.child_key = p.child_key and r.is_sent = 1 and r.last_month > p.month and r.first_month < p.term_month
  join stage g on g.code = r.stage
  join status s on s.code = r.status and s.parent = 'at_school'
  union
  select p.child_key, p.school_code, p.term
  from pupil p
  join spell w on w.child_key = p.child_key and w.said_in > p.month and w.said_in < p.term_month
)
select cast(p.child_key as bigint) as child_key, cast(p.school_code as varchar) as school_code, cast(p.term as varchar) as term,
  cast(p.term_month as varchar) as term_month, cast(p.month as varchar) as month, cast(p.stage as varchar) as stage,
  cast(p.grade as int) as grade, cast(p.status as varchar) as status
from pupil p
left join named n on n.child_key = p.child_key and n.school_code = p.school_code and n.term = p.term
where n.child_key is null
