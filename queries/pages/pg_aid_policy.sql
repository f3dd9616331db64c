-- title: 资助政策
-- counts: nothing; what the policy grants, to whom, how much, as the dated rows say
-- grain: item x stage x area_kind
-- parameters: $as_of_day
-- line: -
-- in: rates that hold on the day looked at; what everybody is granted (code set aid_universal) after them
-- out: earlier and later rates
-- source: plan
select cast(r.item as varchar) as item, cast(r.stage as varchar) as stage, cast(r.amount as double) as amount, cast(r.unit as varchar) as unit,
  cast(r.meaning as varchar) as meaning, cast(r.source as varchar) as source, cast(coalesce(i.sort, 99) as int) as sort
from src_aid_rate r
left join src_code i on i.code_set = 'aid_item' and i.code = r.item
where $as_of_day between r.valid_from and r.valid_to
union all
select cast(code as varchar) as item, cast(parent as varchar) as stage, cast(null as double) as amount, cast(null as varchar) as unit,
  cast(name_zh as varchar) as meaning, cast('plan' as varchar) as source, cast(100 + sort as int) as sort
from src_code
where code_set = 'aid_universal'
order by sort, item, stage
