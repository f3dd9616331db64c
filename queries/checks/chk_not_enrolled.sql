-- title: 在户籍、无学籍
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day, $ledger_seq
-- line: household
-- in: children of school age on the household register who are on no roll and not elsewhere, whatever the village says but 在县内
-- out: what chk_register_word and chk_elsewhere_unproved list; whose 缓学 or 休学 is approved and not over; villages that never sent a register cannot be compared
-- source: household register against student register
-- severity: warn
-- what: 适龄儿童在户籍登记表上,不在任何花名册上,也不在县外就读。
-- why: 可能从未入学或已经失学。
-- resolve: 请村和镇核实在哪里,劝其入学,或补齐去向证明。
with
deferral as (
  select c.child_key
  from bld_last_closing c
  join bld_limit n on n.name = 'suspension_max_days' and c.closed_on between n.valid_from and n.valid_to
  where c.outcome = 'suspension' and coalesce(c.until_on, c.closed_on + cast(n.value as int)) >= $as_of_day
)
select cast(w.child_key as bigint) as child_key, cast(null as varchar) as school_code, cast(null as varchar) as class_key, cast(w.month as varchar) as month,
  cast(null as date) as day, case w.said when 'none' then '未在校' when 'unknown' then '去向不明' when 'finished' then '已完成义务教育' else '无登记' end as found,
  '在学籍或县外有证明' as expected, cast(null as date) as since, cast(1 as int) as is_compared,
  cast(null as varchar) as village_code
from fct_whereabouts w
left join deferral d on d.child_key = w.child_key
where w.month = $month and w.is_registered = 1 and d.child_key is null
  and (w.whereabouts in ('never_enrolled', 'out_of_school') or (w.whereabouts = 'unverified' and w.said in ('unknown', 'finished')))
union all
select cast(null as bigint) as child_key, cast(null as varchar) as school_code, cast(null as varchar) as class_key, cast($month as varchar) as month,
  cast(null as date) as day, concat('未报登记表 ', name) as found, '户籍登记表' as expected, cast(null as date) as since, cast(0 as int) as is_compared,
  cast(village_code as varchar) as village_code
from bld_register_silent
