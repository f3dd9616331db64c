-- title: 残疾儿童可七岁入学
-- counts: nothing; children with a disability of the year that enters grade 1 who have not started and need not yet
-- grain: child_key x month
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: at no school, never on a roll of compulsory age, whatever the village says but at school elsewhere
-- out: an approved 缓学 in force, which has a line of its own; whose dropping out was ever confirmed; of unknown whereabouts: somebody must look
-- source: disabled children may start at seven: until the next September nothing is due of them, neither in the enrolment rate nor as a suspicion
with
entering as (select month, concat(cast(school_year - 7 as varchar), '-09') as first_born, last_born from bld_cohort),
young as (
  select c.child_key, c.month
  from bld_school_age_child c
  join entering y on y.month = c.month and c.birth_month between y.first_born and y.last_born
  join src_children g on g.child_key = c.child_key and g.month = c.month
  where c.is_disabled and c.is_at_school = 0 and g.whereabouts not in ('province', 'outside', 'abroad', 'unknown')
),
enrolled as (
  select r.child_key, min(r.first_month) as first_month
  from bld_roll_stretch r
  join (select distinct child_key from young) y on y.child_key = r.child_key
  where r.stage <> 'kindergarten'
  group by r.child_key
),
deferred as (
  select distinct d.child_key, m.month
  from bld_deferral d
  join bld_month m on m.last_day between d.from_day and d.to_day
),
confirmed as (select child_key, month from bld_case_stand where tier = 'dropped_out' or left_on is not null)
select cast(y.child_key as bigint) as child_key, cast(y.month as varchar) as month
from young y
left join enrolled e on e.child_key = y.child_key and e.first_month <= y.month
left join deferred d on d.child_key = y.child_key and d.month = y.month
left join confirmed f on f.child_key = y.child_key and f.month = y.month
where e.child_key is null and d.child_key is null and f.child_key is null
