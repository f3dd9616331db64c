-- title: 户籍登记表(逐村)
-- counts: nothing; of each village and month whether a household register stands, since when, and rows of its newest file that wait for correction
-- grain: unit_code x month
-- parameters: $as_of_day
-- line: household
-- in: villages open in the month; townships whose own file has rows that name no known village
-- out: villages merged before the month
-- source: waiting_n is null where the month of the register was published before its waiting rows were kept: not known, which is not none;
--   of a village that never sent any, where any month before was; listed_for: the month of the newest file, whose rows wait
with
held as (
  select village_code, month, max(coalesce(carried_from, month)) as sent_for,
    max(case when carried_from is null then 1 else 0 end) as is_sent
  from src_children
  group by village_code, month
),
month as (
  select m.month, m.first_day, m.last_day
  from bld_month m
  join (select month from src_children union select month from src_register_list) h on h.month = m.month
),
blind as (
  select min(s.month) as month
  from (select distinct month from src_children where carried_from is null) s
  left join (select distinct month from src_register_list) l on l.month = s.month
  where l.month is null
),
listed as (
  select l.village_code as unit_code, m.month, l.month as sent_for, l.waiting_n, l.received_on,
    row_number() over (partition by l.village_code, m.month order by l.month desc) as newest
  from month m
  join src_register_list l on l.month <= m.month
),
newest as (select unit_code, month, sent_for, waiting_n, received_on from listed where newest = 1),
village as (select area_code, min(valid_from) as valid_from, max(valid_to) as valid_to from src_area where level = 'village' group by area_code),
due as (
  select v.area_code as unit_code, m.month
  from month m
  cross join village v
  where v.valid_from <= m.last_day and v.valid_to >= m.first_day
),
known as (
  select d.unit_code, d.month, h.sent_for, w.sent_for as listed_for, coalesce(h.is_sent, 0) as is_sent, w.received_on,
    case when h.sent_for is not null and w.sent_for >= h.sent_for then w.waiting_n
      when h.sent_for is not null then null
      when b.month <= d.month then case when w.waiting_n > 0 then w.waiting_n end
      else coalesce(w.waiting_n, 0) end as waiting_n
  from due d
  cross join blind b
  left join held h on h.village_code = d.unit_code and h.month = d.month
  left join newest w on w.unit_code = d.unit_code and w.month = d.month
)
select cast(unit_code as varchar) as unit_code, cast(month as varchar) as month, cast('village' as varchar) as unit_level,
  cast(case when is_sent = 1 then 'sent' when sent_for is not null then 'carried' when waiting_n > 0 then 'waiting' else 'missing' end as varchar) as state,
  cast(coalesce(sent_for, listed_for) as varchar) as sent_for, cast(listed_for as varchar) as listed_for, cast(waiting_n as bigint) as waiting_n, cast(received_on as date) as received_on
from known
union all
select cast(w.unit_code as varchar) as unit_code, cast(w.month as varchar) as month, cast('township' as varchar) as unit_level,
  cast('unplaced' as varchar) as state, cast(w.sent_for as varchar) as sent_for,
  cast(w.sent_for as varchar) as listed_for, cast(w.waiting_n as bigint) as waiting_n, cast(w.received_on as date) as received_on
from newest w
where length(w.unit_code) = 9 and w.waiting_n > 0
