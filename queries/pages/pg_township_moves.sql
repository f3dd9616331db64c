-- title: 各镇学籍增减
-- counts: for each township the pupils who moved from and to other townships, came, left, entered grade 1 and finished grade 9
-- grain: unit_code
-- parameters: $area, $month, $as_of_day
-- line: student
-- in: the county: its own sums first, then its townships; a township: itself
-- out: schools and villages
-- source: out carries its sign; in the county moved in and moved out cancel
with
figure as (
  select area_code, sum(case when kind = 'moved' and direction = 'in' then n else 0 end) as moved_in,
    sum(case when kind = 'moved' and direction = 'out' then n else 0 end) as moved_out, sum(case when kind = 'came' then n else 0 end) as came,
    sum(case when kind = 'left' then n else 0 end) as left_n, sum(case when kind = 'entered' then n else 0 end) as entered,
    sum(case when kind = 'finished' then n else 0 end) as finished, sum(n) as change_n
  from msr_township_move
  where month = $month
  group by area_code
)
select cast(f.area_code as varchar) as unit_code, cast(u.name as varchar) as unit_name, cast(u.area_level as varchar) as unit_level, cast(u.sort as int) as sort,
  cast(f.moved_in as bigint) as moved_in, cast(f.moved_out as bigint) as moved_out, cast(f.came as bigint) as came, cast(f.left_n as bigint) as left_n,
  cast(f.entered as bigint) as entered, cast(f.finished as bigint) as finished, cast(f.change_n as bigint) as change_n
from figure f
join dim_area u on u.area_code = f.area_code
where length($area) = 6 or f.area_code = $area
order by case when u.area_level = 'county' then 0 else 1 end, u.sort, f.area_code
