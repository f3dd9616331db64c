-- title: 九月花名册漏列
-- counts: pupils of the roll before September whom September's rolls no longer name, in no status and at no school
-- grain: child_key x month
-- parameters: $as_of_day
-- line: student
-- in: compulsory stages, pupils who kept their place before the holidays, those of a school that closed since by its last roll; a
--   closed school's by the school that answers for it on 1 September
-- out: grades 6 and 9, whom hand-over and graduation take from the roll; schools that sent no roll in September: theirs is carried
-- source: the register drops nobody without a status, so that who is left out of a sheet is still a pupil at the start of the year
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
status as (select code from src_code where code_set = 'status' and parent in ('at_school', 'away')),
roll as (
  select child_key, month, school_code, class_key, stage, grade, status, carried_from from src_roll
  where month <= substr(cast($as_of_day as varchar), 1, 7) and (on_roll_to is null or substr(month, 6, 2) = '09')
),
sent as (select distinct school_code, month from roll where substr(month, 6, 2) = '09' and carried_from is null),
base as (
  select s.month, cast(concat(s.month, '-01') as date) as first_day, max(h.month) as base_month
  from (select distinct month from sent) s
  join (select distinct month from roll) h on h.month < s.month and substr(h.month, 1, 4) = substr(s.month, 1, 4)
  group by s.month
),
pupil as (
  select b.month, b.first_day, r.child_key, r.stage, r.school_code, r.grade
  from base b
  join roll r on r.month = b.base_month
  join stage g on g.code = r.stage
  join status s on s.code = r.status
  union all
  select b.month, b.first_day, c.child_key, c.stage, c.school_code, c.grade
  from base b
  join bld_closed_pupil c on c.term_month = b.month
),
held as (
  select p.month, p.child_key, p.stage, case when c.school_code is not null then c.heir_code else p.school_code end as school_code
  from pupil p
  left join bld_heir_day c on c.school_code = p.school_code and c.day = p.first_day
  where coalesce(p.grade, 0) not in (6, 9)
)
select cast(h.child_key as bigint) as child_key, cast(h.month as varchar) as month, cast(min(h.stage) as varchar) as stage,
  cast(min(h.school_code) as varchar) as school_code
from held h
join sent s on s.school_code = h.school_code and s.month = h.month
left join roll n on n.child_key = h.child_key and n.month = h.month
where n.child_key is null
group by h.child_key, h.month
