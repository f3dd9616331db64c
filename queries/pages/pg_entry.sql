-- title: 一年级入学表
-- counts: children of the year that enters grade 1 of a place and of the units below it, term by term; registers sent beside
-- grain: unit_code x term
-- parameters: $area, $month, $year_first, $as_of_day, $ledger_seq
-- line: -
-- in: registered children by household; grade-1 pupils on no register (term_group roll) by school
-- out: nothing; a place whose register was never sent has no numbers of the register, which is not 0
-- source: the terms of group register add up to total
with
unit as (select unit_code, unit_name, unit_level, is_total, sort from bld_handover_unit where is_total = 1 or length($area) = 6 or unit_level = 'village'),
figure as (select area_code, term, n, d from msr_entry where month = substr(cast($year_first as varchar), 1, 7)),
total as (select area_code, min(d) as total from figure group by area_code),
register as (select area_code, n, d, waiting_n, unknown_n from msr_registers where month = $month),
term as (select code, parent, sort from src_code where code_set = 'entry')
select cast(u.unit_code as varchar) as unit_code, cast(u.unit_name as varchar) as unit_name, cast(u.unit_level as varchar) as unit_level,
  cast(u.is_total as int) as is_total, cast(u.sort as int) as sort, cast(t.code as varchar) as term, cast(t.parent as varchar) as term_group,
  cast(t.sort as int) as term_sort,
  cast(case when t.parent = 'roll' or r.n > 0 then coalesce(f.n, 0) end as bigint) as n,
  cast(case when r.n > 0 then coalesce(d.total, 0) end as bigint) as total, cast(coalesce(r.n, 0) as bigint) as registers_n, cast(r.d as bigint) as registers_d,
  cast(coalesce(r.waiting_n, 0) as bigint) as registers_waiting, cast(coalesce(r.unknown_n, 0) as bigint) as registers_unknown
from unit u
cross join term t
left join total d on d.area_code = u.unit_code
left join figure f on f.area_code = u.unit_code and f.term = t.code
left join register r on r.area_code = u.unit_code
order by u.is_total desc, u.sort, u.unit_code, t.sort
