-- title: 县外就读无有效证明
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day, $ledger_seq
-- line: household
-- in: children at school elsewhere by the household register, unproved after the date of the term or refuted; by the roll
--   transferred to a school code that the county does not know, which the register does not hold elsewhere
-- out: nothing; before the date of the term, or while the days of a transfer run, the proof could not be compared
-- source: a proof counts in its term; after 15 October and 15 April who is not proved is not enrolled; a transfer ends as in
--   bld_transfer, or with a closing since
-- severity: warn
-- what: 登记在县外就读或转往县外,本学期没有有效证明。
-- why: 可能已经不在那里上学;逾期按疑似办理。
-- resolve: 请村文书取得学籍记录、就读证明或家长说明加校方电话,镇专干复核。
with
said as (
  select child_key, month, whereabouts, due_on, refuted_on from fct_whereabouts where month = $month and said in ('province', 'outside', 'abroad')
)
select cast(child_key as bigint) as child_key, cast(null as varchar) as school_code, cast(null as varchar) as class_key, cast(month as varchar) as month,
  due_on as day, case when refuted_on is not null then '不实' else '无证明' end as found, '本学期的证明' as expected, coalesce(refuted_on, due_on) as since,
  cast(case when whereabouts = 'unverified' then 1 else 0 end as int) as is_compared
from said
where whereabouts in ('unverified', 'elsewhere_pending')
union all
select cast(t.child_key as bigint) as child_key, cast(t.school_code as varchar) as school_code, cast(null as varchar) as class_key,
  cast($month as varchar) as month, t.reached_on as day, concat('转往县外学校 ', t.transfer_to, ',无证明') as found, '县外就读的证明' as expected,
  t.since as since, cast(case when t.reached_on <= $as_of_day then 1 else 0 end as int) as is_compared
from bld_transfer t
left join said w on w.child_key = t.child_key
left join bld_last_closing c on c.child_key = t.child_key and c.closed_on >= t.since
where t.is_outside = 1 and t.since <= $as_of_day and substr(cast(t.since as varchar), 1, 7) <= $month and w.child_key is null and c.child_key is null
