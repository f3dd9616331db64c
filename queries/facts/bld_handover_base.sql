-- title: 小升初基准月
-- counts: nothing; the month whose roll says who is in grade 6 before each autumn, and the day for which schools await them
-- grain: school_year
-- parameters: $as_of_day
-- line: -
-- in: June; where no roll of June is held, the first month of summer
-- out: years without a roll of summer
-- source: stands_on = the first day of the term, of September where the term opens in the last days of August: schools open and
--   close with the school year
with
autumn as (
  select cast(substr(term, 1, 4) as int) as school_year, month, last_month,
    greatest(first_day, cast(concat(month, '-01') as date)) as stands_on,
    concat(substr(term, 1, 4), '-06') as june, concat(substr(term, 1, 4), '-08') as august
  from bld_term_start
  where part = '1'
),
held as (select distinct month from bld_roll_month)
select cast(a.school_year as int) as school_year, cast(min(h.month) as varchar) as base_month, cast(a.month as varchar) as month,
  cast(a.last_month as varchar) as last_month, cast(a.stands_on as date) as stands_on
from autumn a
join held h on h.month between a.june and a.august
group by a.school_year, a.month, a.last_month, a.stands_on
