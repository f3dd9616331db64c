-- title: 疑似:开学未报到
-- counts: children on a roll before the term whom no roll and no mark shows in the term
-- grain: child_key x first_day
-- parameters: $as_of_day
-- line: student
-- in: pupils at school by the newest roll before the term, judged by the first roll that their school sends in the term;
--   pupils of a closed school by the roll of its successor, without one at once; grade 6 in autumn (小升初) once every
--   junior school of the township, or of the county where it has none, has sent a roll in the term
-- out: schools silent all the term; grade 9 in autumn; children on a roll carried forward elsewhere (not reported
--   is not absent); children present in the term, or on a roll sent later
-- source: reached on the school day of the term by which a run would be suspected, the limit as of the term's first day
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'suspected_run_days'),
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
clock as (select day, school_day_no from bld_clock where calendar_id = 'county' and is_school_day),
term_span as (
  select term, min(day) as first_day, max(month) as last_month, min(school_day_no) as first_no
  from src_calendar
  where calendar_id = 'county' and is_school_day and term is not null
  group by term
),
reached as (
  select s.term, s.first_day, s.last_month, s.first_no + cast(n.value as int) - 1 as reached_no
  from term_span s
  join limits n on s.first_day between n.valid_from and n.valid_to
),
term as (
  -- an autumn term that opens in the last days of August is judged by the roll of September
  select s.term, s.first_day, s.last_month, k.day as reached_on, substr(s.term, 6, 1) as part,
    case when substr(s.term, 6, 1) = '1' then greatest(substr(cast(s.first_day as varchar), 1, 7), concat(substr(s.term, 1, 4), '-09'))
      else substr(cast(s.first_day as varchar), 1, 7) end as month
  from reached s
  join clock k on k.school_day_no = s.reached_no
  where k.day <= $as_of_day
),
roll as (
  select r.child_key, r.month, r.school_code, r.stage, r.grade, r.carried_from,
    case when g.code is not null and s.code is not null then 1 else 0 end as is_due, case when s.code is not null then 1 else 0 end as is_at_school
  from src_roll r
  left join stage g on g.code = r.stage
  left join status s on s.code = r.status
  where r.month <= substr(cast($as_of_day as varchar), 1, 7)
),
sent as (select distinct school_code, month from roll where carried_from is null),
newest_before as (
  select t.term, max(m.month) as month
  from term t
  join (select distinct month from roll) m on m.month < t.month
  group by t.term
),
closed as (
  select school_code, max(valid_to) as valid_to, max(successor_code) as successor_code from src_school group by school_code
),
due as (
  select t.term, t.first_day, t.reached_on, t.month, t.last_month, r.child_key,
    case when c.valid_to < t.first_day then c.successor_code else r.school_code end as judge_code
  from term t
  join newest_before b on b.term = t.term
  join roll r on r.month = b.month and r.is_due = 1 and (t.part <> '1' or coalesce(r.grade, 0) not in (6, 9))
  left join closed c on c.school_code = r.school_code
),
judge as (
  select t.term, s.school_code, min(s.month) as month
  from term t
  join sent s on s.month between t.month and t.last_month
  group by t.term, s.school_code
),
ground as (select school_code, max(area_code) as area_code from src_school group by school_code),
junior as (
  select distinct b.term, r.school_code, g.area_code
  from newest_before b
  join roll r on r.month = b.month and r.stage = 'junior' and r.is_at_school = 1
  join ground g on g.school_code = r.school_code
),
junior_place as (
  select term, area_code, school_code from junior
  union all
  select term, 'county' as area_code, school_code from junior
),
junior_sent as (
  select p.term, p.area_code, max(j.month) as judged_in, count(*) as schools_n, count(j.month) as sent_n
  from junior_place p
  left join judge j on j.term = p.term and j.school_code = p.school_code
  group by p.term, p.area_code
),
leaver as (
  select t.term, t.first_day, t.reached_on, t.month, r.child_key, coalesce(o.area_code, 'county') as area_code
  from term t
  join newest_before b on b.term = t.term
  join roll r on r.month = b.month and r.is_due = 1 and r.grade = 6 and t.part = '1'
  left join ground g on g.school_code = r.school_code
  left join (select distinct term, area_code from junior) o on o.term = t.term and o.area_code = g.area_code
),
handed_over as (
  select l.term, l.child_key, min(l.first_day) as first_day, min(l.reached_on) as reached_on, min(l.month) as month,
    max(s.judged_in) as judged_in
  from leaver l
  join junior_sent s on s.term = l.term and s.area_code = l.area_code and s.sent_n = s.schools_n
  group by l.term, l.child_key
),
same_school as (
  select d.term, d.child_key, min(d.first_day) as first_day, min(d.reached_on) as reached_on, min(d.month) as month,
    max(case when d.judge_code is null then d.month else j.month end) as judged_in
  from due d
  left join judge j on j.term = d.term and j.school_code = d.judge_code
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
  left join roll r on r.child_key = j.child_key and r.month = j.judged_in
  where r.child_key is null
),
seen as (
  select j.term, j.child_key
  from absent j
  join roll r on r.child_key = j.child_key and r.month >= j.month
  where r.carried_from is null and (r.month < j.judged_in or r.is_at_school = 1)
  union
  select j.term, j.child_key
  from absent j
  join drv_child_run p on p.child_key = j.child_key and p.last_present >= j.first_day
)
select j.child_key, j.first_day, j.reached_on
from absent j
left join seen s on s.term = j.term and s.child_key = j.child_key
where s.child_key is null
