-- title: 小升初衔接表
-- counts: pupils of June's grade 6 of a place and of the units below it, term by term
-- grain: unit_code x term
-- parameters: $area, $year_first, $as_of_day, $ledger_seq
-- line: student
-- in: the place itself first, then its townships or schools; every term of the identity, 0 where nobody stands under it
-- out: units without a grade 6 in June
-- source: the terms of a unit add up to total; the school year is that of the month chosen
with
unit as (
  select unit_code, unit_name, unit_level, is_total, sort from bld_handover_unit
  where unit_level <> 'village' and (is_total = 1 or length($area) = 6 or unit_level = 'school')
),
figure as (
  select area_code, term, n, d from msr_handover where month = substr(cast($year_first as varchar), 1, 7)
),
total as (select area_code, min(d) as total from figure group by area_code),
term as (select code, parent, sort from src_code where code_set = 'handover')
select cast(u.unit_code as varchar) as unit_code, cast(u.unit_name as varchar) as unit_name, cast(u.unit_level as varchar) as unit_level,
  cast(u.is_total as int) as is_total, cast(u.sort as int) as sort, cast(t.code as varchar) as term, cast(t.parent as varchar) as term_group,
  cast(t.sort as int) as term_sort, cast(coalesce(f.n, 0) as bigint) as n, cast(d.total as bigint) as total
from unit u
join total d on d.area_code = u.unit_code
cross join term t
left join figure f on f.area_code = u.unit_code and f.term = t.code
order by u.is_total desc, u.sort, u.unit_code, t.sort
