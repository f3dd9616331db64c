-- title: 疑似:开学未报到
-- counts: children on a roll before the term whom no roll and no mark shows in the term
-- grain: child_key x first_day
-- parameters: $as_of_day
-- line: student
-- in: pupils at school by the newest roll before the term, judged by the first roll of their school in the term that tells of their grade;
--   pupils of a closed school once the school that now answers for it has told of their grade, without one once any has sent; grade 6 of June (小升初) once every
--   junior school of the township, or of the county where it has none, has told of its grade 7 in the term
-- out: schools silent all the term; grade 9 in autumn; children on a roll carried forward elsewhere (not reported
--   is not absent); children present in the term, or on a roll sent later, of a stage that can follow (bld_stage_follow); whom a roll says to have left since they were last
--   at school; grade 6 that a summer's roll says has gone
-- source: that a child has finished, keeps its place or is abroad hides nobody who is awaited;
--   reached on the school day of the term by which a run would be suspected, the limit as of the term's first day
with
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
roll as (
  select r.child_key, r.first_month, r.last_month, r.stage, r.is_sent, case when s.code is not null then 1 else 0 end as is_at_school,
    coalesce(w.is_word, 1) as is_word
  from bld_roll_stretch r
  left join status s on s.code = r.status
  left join bld_status_word w on w.code = r.status
),
seat as (
  select r.child_key, r.first_month, r.last_month, r.is_sent, f.stage from roll r join bld_stage_follow f on f.next_stage = r.stage where r.is_at_school = 1
),
word as (
  -- what a school says of a child that is not at school there
  select p.child_key, p.status, p.first_month, p.last_month, p.last_sent_month, p.said_in
  from bld_roll_spell p
  left join status s on s.code = p.status
  left join bld_status_word w on w.code = p.status
  where s.code is null and coalesce(w.is_word, 1) = 1
),
summer as (
  -- the newest word of the rolls from June to the term about each pupil of grade 6
  select l.child_key, l.school_year, max(case when r.is_at_school = 1 or r.is_word = 0 then least(r.last_month, l.month_before) end) as at_school_in,
    max(least(r.last_month, l.month_before)) as named_in
  from bld_leaver l
  join roll r on r.child_key = l.child_key and r.last_month >= l.base_month and r.first_month < l.month
  group by l.child_key, l.school_year
),
handed_over as (
  select concat(cast(l.school_year as varchar), '-1') as term, l.child_key, l.first_day, l.reached_on, l.month, l.base_month as sent_month, l.judged_in, 'primary' as stage
  from bld_leaver l
  join summer s on s.child_key = l.child_key and s.school_year = l.school_year and s.at_school_in = s.named_in
  where l.judged_in is not null and l.reached_on <= $as_of_day
),
same_school as (
  select term, child_key, min(first_day) as first_day, min(reached_on) as reached_on, min(month) as month, max(sent_month) as sent_month,
    max(judged_in) as judged_in, max(stage) as stage
  from bld_start_due
  where judged_in is not null and reached_on <= $as_of_day
  group by term, child_key
),
judged as (
  select term, child_key, first_day, reached_on, month, sent_month, judged_in, stage from same_school
  union all
  select term, child_key, first_day, reached_on, month, sent_month, judged_in, stage from handed_over
),
unseated as (
  -- most stand on the very roll that judges them: what is dearer is asked of the others alone
  select j.term, j.child_key, j.first_day, j.reached_on, j.month, j.sent_month, j.judged_in, j.stage
  from judged j
  left join seat r on r.child_key = j.child_key and r.stage = j.stage and j.judged_in between r.first_month and r.last_month
  where r.child_key is null
),
absent as (
  -- a word from before the child was last at school, repeated since, says nothing of where it is now
  select j.term, j.child_key, j.first_day, j.reached_on, j.month, j.sent_month, j.judged_in, j.stage
  from unseated j
  left join word w on w.child_key = j.child_key and w.said_in > j.sent_month and j.judged_in between w.first_month and w.last_month
  where w.child_key is null
),
seen as (
  select j.term, j.child_key
  from absent j
  join seat r on r.child_key = j.child_key and r.stage = j.stage and r.last_month >= j.month
  where r.is_sent = 1
  union
  select j.term, j.child_key
  from absent j
  join word w on w.child_key = j.child_key and w.said_in > j.sent_month and w.last_sent_month >= j.month and w.first_month < j.judged_in
  where j.month < j.judged_in
  union
  select j.term, j.child_key
  from absent j
  join drv_child_run p on p.child_key = j.child_key and p.last_present >= j.first_day
)
select j.child_key, j.first_day, j.reached_on
from absent j
left join seen s on s.term = j.term and s.child_key = j.child_key
where s.child_key is null
