-- title: 儿童去向
-- counts: where each child of school age is, by roll and household register, at the end of each month
-- grain: child_key x month
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: every child of school age of the county
-- out: nothing; each child stands in exactly one place
-- source: the county's own roll first; 休学 by the roll until its last day, an approved 缓学 or 休学 while it is in force; at school elsewhere
--   proved in the term, pending until its date, unverified after it or once refuted; 送教 counts as taught, 休学 does not; 在县内 by the register's word alone is not proven; done with
--   grade 9 by the roll, or by the register's word from the stated age; who was never on a roll is 失学(未入学), not 辍学; may_wait: bld_may_wait
with
status as (select code, parent from src_code where code_set = 'status'),
least_age as (select value, valid_from, valid_to from bld_limit where name = 'finished_min_age'),
grown as (
  select y.month, concat(cast(y.school_year - cast(n.value as int) as varchar), '-08') as last_born
  from bld_cohort y
  join bld_month m on m.month = y.month
  join least_age n on m.first_day between n.valid_from and n.valid_to
),
enrolled as (
  -- a kindergarten is no school that a child of school age could have entered
  select r.child_key, min(r.first_month) as first_month
  from bld_roll_stretch r
  join src_code g on g.code_set = 'stage' and g.code = r.stage and g.code <> 'kindergarten'
  group by r.child_key
),
nine as (
  select r.child_key, r.last_month, s.parent, r.status,
    row_number() over (partition by r.child_key order by r.last_month desc, case when s.parent = 'at_school' then 0 else 1 end, r.school_code) as newest
  from bld_roll_stretch r
  join status s on s.code = r.status
  where r.grade = 9
),
done as (
  -- finished from the September after grade 9, or from the month of graduation
  select child_key,
    case when status in ('07', '08') then last_month
      else concat(cast(cast(substr(last_month, 1, 4) as int) + case when substr(last_month, 6, 2) < '09' then 0 else 1 end as varchar), '-09') end as first_month
  from nine
  where newest = 1 and (parent = 'at_school' or status in ('07', '08'))
),
deferred as (
  select distinct d.child_key, m.month
  from bld_deferral d
  join bld_month m on m.last_day between d.from_day and d.to_day
),
over as (
  select x.child_key, x.school_code, x.month
  from bld_suspension_stated x
  join bld_month m on m.month = x.month
  group by x.child_key, x.school_code, x.month
  having max(x.ends_on) < max(m.last_day)
),
held as (
  select c.child_key, c.month, c.stage, c.grade, c.village_code, c.household_unit, c.school_code, c.class_key, c.status, c.is_at_school,
    c.placement, c.is_poor, c.is_disabled, c.is_registered, g.whereabouts as said, g.carried_from, v.due_on, v.judged_on, v.proved_on, v.refuted_on,
    case when e.first_month <= c.month then 1 else 0 end as was_enrolled, case when f.child_key is not null then 1 else 0 end as is_deferred,
    case when x.child_key is not null then 1 else 0 end as is_over, case when q.child_key is not null then 1 else 0 end as may_wait,
    case when o.first_month <= c.month or (g.whereabouts = 'finished' and c.birth_month <= w.last_born) then 1 else 0 end as is_finished
  from bld_school_age_child c
  left join src_children g on g.child_key = c.child_key and g.month = c.month
  left join bld_verified v on v.child_key = c.child_key and v.month = c.month
  left join enrolled e on e.child_key = c.child_key
  left join done o on o.child_key = c.child_key
  left join grown w on w.month = c.month
  left join deferred f on f.child_key = c.child_key and f.month = c.month
  left join over x on x.child_key = c.child_key and x.school_code = c.school_code and x.month = c.month
  left join bld_may_wait q on q.child_key = c.child_key and q.month = c.month
),
judged as (
  select child_key, month, stage, grade, village_code, household_unit, school_code, class_key, placement, is_poor, is_disabled, is_registered, said, carried_from, due_on,
    proved_on, refuted_on, was_enrolled, is_deferred,
    case when is_at_school = 1 and placement = 'home' then 'home_teaching'
      when is_at_school = 1 then 'in_county'
      when may_wait = 1 then 'may_wait'
      when status = '02' and (is_over = 0 or is_deferred = 1) then 'suspended'
      when is_finished = 1 then 'finished'
      when is_deferred = 1 and (proved_on is null or refuted_on >= proved_on) then 'suspended'
      when said in ('province', 'outside', 'abroad') and refuted_on >= coalesce(proved_on, refuted_on) then 'unverified'
      when said in ('province', 'outside', 'abroad') and proved_on is not null then 'elsewhere_proved'
      when said in ('province', 'outside', 'abroad') and judged_on <= due_on then 'elsewhere_pending'
      when status = '02' and was_enrolled = 1 and coalesce(said, '-') not in ('province', 'outside', 'abroad') then 'out_of_school'
      when said in ('province', 'outside', 'abroad', 'county', 'unknown', 'finished') then 'unverified'
      when was_enrolled = 0 then 'never_enrolled'
      else 'out_of_school' end as whereabouts
  from held
)
select cast(child_key as bigint) as child_key, cast(month as varchar) as month, cast(stage as varchar) as stage, cast(grade as int) as grade,
  cast(village_code as varchar) as village_code, cast(household_unit as varchar) as household_unit,
  cast(school_code as varchar) as school_code, cast(class_key as varchar) as class_key, cast(placement as varchar) as placement, cast(is_poor as boolean) as is_poor,
  cast(is_disabled as boolean) as is_disabled, cast(is_registered as int) as is_registered, cast(said as varchar) as said,
  cast(carried_from as varchar) as carried_from, cast(due_on as date) as due_on, cast(proved_on as date) as proved_on,
  cast(refuted_on as date) as refuted_on, cast(was_enrolled as int) as was_enrolled, cast(is_deferred as int) as is_deferred, cast(whereabouts as varchar) as whereabouts
from judged
