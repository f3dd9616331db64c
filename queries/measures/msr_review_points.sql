-- title: 季评得分(逐项)
-- counts: things done in time (n) of the things that can be counted (d) by criterion, and the points they come to (value)
-- grain: line x area_level x area_code x quarter x criterion
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every unit and criterion of the rubric of the quarter's last day; nothing to count: no value
-- out: what is not yet due or not yet final (n_pending), what cannot be judged
-- source: late by its own report costs at most its share of the item (own_loss_share), missing costs its share of the item,
--   what others find costs all of it; a visit entered more than review_entry_days after its day counts on the day of entry
with
unit as (select line, area_level, unit_code, quarter, last_day from bld_review_unit),
item as (
  select u.line, u.area_level, u.unit_code, u.quarter, r.criterion, r.points, r.own_loss_share, r.sort
  from unit u
  join src_rubric r on u.last_day between r.valid_from and r.valid_to
),
counted as (
  select line, unit_code, quarter, criterion,
    sum(case when status = 'ok' then weight else 0 end) as n_ok, sum(case when status = 'late' then weight else 0 end) as n_late,
    sum(case when status = 'missing' then weight else 0 end) as n_missing, sum(case when status = 'found' then weight else 0 end) as n_found,
    sum(case when status = 'pending' then weight else 0 end) as n_pending,
    sum(case when status in ('ok', 'late', 'missing', 'found') then weight else 0 end) as d
  from fct_review_row
  group by line, unit_code, quarter, criterion
),
judged as (
  select i.line, i.area_level, i.unit_code, i.quarter, i.criterion, i.points, i.sort, coalesce(c.n_ok, 0) as n_ok, coalesce(c.n_late, 0) as n_late,
    coalesce(c.n_missing, 0) as n_missing, coalesce(c.n_found, 0) as n_found, coalesce(c.n_pending, 0) as n_pending, coalesce(c.d, 0) as d,
    case when c.d > 0 then
      case when c.n_found > 0 then i.points else i.points * (c.n_missing + i.own_loss_share * c.n_late) / nullif(c.d, 0) end
    end as lost
  from item i
  left join counted c on c.line = i.line and c.unit_code = i.unit_code and c.quarter = i.quarter and c.criterion = i.criterion
)
select cast(line as varchar) as line, cast(area_level as varchar) as area_level, cast(unit_code as varchar) as area_code,
  cast(quarter as varchar) as quarter, cast(criterion as varchar) as criterion, cast(sort as int) as sort, cast(n_ok as double) as n,
  cast(d as double) as d, cast(points - lost as double) as value, cast(points as double) as points, cast(lost as double) as lost,
  cast(n_late as double) as n_late, cast(n_missing as double) as n_missing, cast(n_found as double) as n_found,
  cast(n_pending as double) as n_pending
from judged
