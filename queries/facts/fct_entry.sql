-- title: 一年级入学去向
-- counts: where each child who turns six by 31 August is in the school year, and grade-1 pupils whom no register knows
-- grain: child_key x school_year x term
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: children of the household register born in the year that enters grade 1; pupils of grade 1 on no register
-- out: nothing; the terms of the register add up to its children; those of the roll stand beside them (term's parent)
-- source: fct_whereabouts of the newest month of the school year. deferred: 缓学 approved, until its end date; may_wait: disabled children may start at 7 (bld_may_wait);
--   unreported: the school that the register names, or the successor of a closed one, has not told of its grade 1 in the year: neither enrolled nor not;
--   register_unsent: the pupil's village never sent a register. By household, pupils on no register by school
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
now as (
  select child_key, school_year, month, stage, grade, household_unit, village_code, school_code, class_key, is_registered, said, due_on,
    proved_on, whereabouts
  from bld_elsewhere_now
),
six as (
  select n.child_key, n.school_year, n.month, n.stage, n.household_unit, n.village_code, n.school_code, n.class_key, n.said, n.due_on, n.proved_on, n.whereabouts,
    g.birth_month, g.school_code as said_school, concat(cast(n.school_year - 7 as varchar), '-09') as first_born, concat(cast(n.school_year - 6 as varchar), '-08') as last_born
  from now n
  join src_children g on g.child_key = n.child_key and g.month = n.month
  where n.is_registered = 1
),
sent as (select school_code, month from bld_grade_told where grade = 1),
opened as (
  select s.school_year, t.school_code
  from (select distinct school_year, month from now) s
  join sent t on t.month between concat(cast(s.school_year as varchar), '-09') and s.month
  group by s.school_year, t.school_code
),
deferral as (
  select child_key, max(to_day) as until_on from bld_deferral where $as_of_day between from_day and to_day group by child_key
),
placed as (
  select s.child_key, s.school_year, s.month, 'household' as line, s.household_unit as unit_code, s.village_code, s.school_code, s.class_key, s.said, s.due_on, s.proved_on,
    d.until_on,
    case
      when s.whereabouts = 'in_county' and g.code is null then 'kindergarten'
      when s.whereabouts = 'in_county' then 'enrolled_here'
      when s.whereabouts in ('home_teaching', 'elsewhere_proved', 'elsewhere_pending') then s.whereabouts
      when d.child_key is not null and s.school_code is null then 'deferred'
      when s.whereabouts = 'suspended' then 'suspended'
      when s.whereabouts = 'unverified' and s.said in ('province', 'outside', 'abroad') then 'unverified'
      when s.said = 'county' and s.said_school is not null and o.school_code is null then 'unreported'
      when s.whereabouts = 'may_wait' then 'may_wait'
      else 'not_enrolled'
    end as term
  from six s
  left join stage g on g.code = s.stage
  left join opened o on o.school_year = s.school_year and o.school_code = s.said_school
  left join deferral d on d.child_key = s.child_key
  where s.birth_month between s.first_born and s.last_born
),
first_grade as (
  select n.school_year, c.month, c.child_key, c.school_code, c.class_key, c.village_code, c.is_outside
  from (select distinct school_year, month from now) n
  join dim_child c on c.month = n.month and c.grade = 1 and c.stage = 'primary' and c.is_at_school = 1 and c.is_registered = 0
),
unknown as (
  select f.child_key, f.school_year, f.month, 'student' as line, f.school_code as unit_code, f.village_code, f.school_code, f.class_key,
    cast(null as varchar) as said, cast(null as date) as due_on, cast(null as date) as proved_on, cast(null as date) as until_on,
    case when f.is_outside = 1 then 'incoming' when f.village_code is not null and r.village_code is null then 'register_unsent' else 'register_gap' end as term
  from first_grade f
  left join bld_register_month r on r.month = f.month and r.village_code = f.village_code
)
select cast(child_key as bigint) as child_key, cast(school_year as int) as school_year, cast(month as varchar) as month, cast(line as varchar) as line,
  cast(unit_code as varchar) as unit_code, cast(village_code as varchar) as village_code, cast(school_code as varchar) as school_code,
  cast(class_key as varchar) as class_key, cast(said as varchar) as said, cast(proved_on as date) as proved_on, cast(until_on as date) as until_on,
  cast(case when term in ('elsewhere_pending', 'unverified') then due_on end as date) as due_on, cast(term as varchar) as term
from placed
union all
select cast(child_key as bigint) as child_key, cast(school_year as int) as school_year, cast(month as varchar) as month, cast(line as varchar) as line,
  cast(unit_code as varchar) as unit_code, cast(village_code as varchar) as village_code, cast(school_code as varchar) as school_code,
  cast(class_key as varchar) as class_key, cast(said as varchar) as said, cast(proved_on as date) as proved_on, cast(until_on as date) as until_on,
  cast(due_on as date) as due_on, cast(term as varchar) as term
from unknown
