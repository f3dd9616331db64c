-- title: 疑似:开学未报到
-- counts: children on a roll before the term whom no roll and no mark shows in the term
-- grain: child_key x first_day
-- parameters: $as_of_day
-- line: student
-- in: pupils at school by the newest roll before the term, judged by the first roll that their school sends in the term;
--   pupils of a closed school once the school that now answers for it has told of their grade, without one at once; grade 6 of June (小升初) once every
--   junior school of the township, or of the county where it has none, has told of its grade 7 in the term
-- out: schools silent all the term; grade 9 in autumn; children on a roll carried forward elsewhere (not reported
--   is not absent); children present in the term, or on a roll sent later; grade 6 that a summer's roll says has gone
-- source: reached on the school day of the term by which a run would be suspected, the limit as of the term's first day
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
term as (select term, part, first_day, reached_on, month, last_month from bld_term_start where reached_on <= $as_of_day),
roll as (
  select r.child_key, r.school_code, r.first_month, r.last_month, r.grade, r.is_sent,
    case when g.code is not null and s.code is not null then 1 else 0 end as is_due, case when s.code is not null then 1 else 0 end as is_at_school
  from bld_roll_stretch r
  left join stage g on g.code = r.stage
  left join status s on s.code = r.status
),
sent as (select school_code, month from bld_roll_month where is_sent = 1),
newest_before as (
  select t.term, max(m.month) as month
  from term t
  join (select distinct month from bld_roll_month) m on m.month < t.month
  group by t.term
),
closed as (
  select school_code, max(valid_to) as valid_to from src_school group by school_code
),
last_roll as (
  -- a school that closed before the holidays ended stands on no roll of the month before the term
  select c.school_code, max(r.month) as month, min(t.term) as term
  from closed c
  join term t on t.first_day > c.valid_to
  join bld_roll_month r on r.school_code = c.school_code and r.month <= substr(cast(c.valid_to as varchar), 1, 7)
  group by c.school_code
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
due as (
  select t.term, t.first_day, t.reached_on, t.month, t.last_month, r.child_key,
    case when h.school_code is not null then h.heir_code else r.school_code end as judge_code,
    -- another school's classes come one by one, and it carries none of these pupils
    case when h.heir_code is null or r.grade is null then 0 when t.part = '1' then r.grade + 1 else r.grade end as judge_grade
  from term t
  join base b on b.term = t.term
  join roll r on b.month between r.first_month and r.last_month and r.school_code = b.school_code and r.is_due = 1 and (t.part <> '1' or coalesce(r.grade, 0) not in (6, 9))
  left join bld_heir_day h on h.school_code = r.school_code and h.day = t.first_day
),
told as (
  select school_code, month, 0 as grade from sent
  union all
  select school_code, month, grade from bld_grade_sent
),
judge as (
  select t.term, s.school_code, s.grade, min(s.month) as month
  from term t
  join told s on s.month between t.month and t.last_month
  group by t.term, s.school_code, s.grade
),
summer as (
  -- the newest word of the rolls from June to the term about each pupil of grade 6
  select l.child_key, l.school_year, max(case when r.is_at_school = 1 then least(r.last_month, l.month_before) end) as at_school_in,
    max(least(r.last_month, l.month_before)) as named_in
  from bld_leaver l
  join roll r on r.child_key = l.child_key and r.last_month >= l.base_month and r.first_month < l.month
  group by l.child_key, l.school_year
),
handed_over as (
  select concat(cast(l.school_year as varchar), '-1') as term, l.child_key, l.first_day, l.reached_on, l.month, l.judged_in
  from bld_leaver l
  join summer s on s.child_key = l.child_key and s.school_year = l.school_year and s.at_school_in = s.named_in
  where l.judged_in is not null and l.reached_on <= $as_of_day
),
same_school as (
  select d.term, d.child_key, min(d.first_day) as first_day, min(d.reached_on) as reached_on, min(d.month) as month,
    max(case when d.judge_code is null then d.month else j.month end) as judged_in
  from due d
  left join judge j on j.term = d.term and j.school_code = d.judge_code and j.grade = d.judge_grade
  where d.judge_code is null or j.month is not null
  group by d.term, d.child_key
),
judged as (
  select term, child_key, first_day, reached_on, month, judged_in from same_school
  union all
  select term, child_key, first_day, reached_on, month, judged_in from handed_over
),
absent as (
  -- most stand on the very roll that judges them: what is dearer is asked of the others alone
  select j.term, j.child_key, j.first_day, j.reached_on, j.month, j.judged_in
  from judged j
  left join roll r on r.child_key = j.child_key and j.judged_in between r.first_month and r.last_month
  where r.child_key is null
),
seen as (
  select j.term, j.child_key
  from absent j
  join roll r on r.child_key = j.child_key and r.last_month >= j.month
  where r.is_sent = 1 and (greatest(r.first_month, j.month) < j.judged_in or r.is_at_school = 1)
  union
  select j.term, j.child_key
  from absent j
  join drv_child_run p on p.child_key = j.child_key and p.last_present >= j.first_day
)
select j.child_key, j.first_day, j.reached_on
from absent j
left join seen s on s.term = j.term and s.child_key = j.child_key
where s.child_key is null
