-- title: 县外就读无有效证明
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day, $ledger_seq
-- line: household
-- in: children at school elsewhere by the household register, unproved after the date of the term or refuted
-- out: nothing; before the date the proof could not be compared
-- source: a proof counts in its term; after 15 October and 15 April who is not proved is not enrolled
-- severity: warn
-- what: 登记在县外就读,本学期没有有效证明。
-- why: 可能已经不在那里上学;逾期按疑似办理。
-- resolve: 请村文书取得学籍记录、就读证明或家长说明加校方电话,镇专干复核。
select cast(child_key as bigint) as child_key, cast(null as varchar) as school_code, cast(null as varchar) as class_key, cast(month as varchar) as month,
  due_on as day, case when refuted_on is not null then '不实' else '无证明' end as found, '本学期的证明' as expected, coalesce(refuted_on, due_on) as since,
  cast(case when whereabouts = 'unverified' then 1 else 0 end as int) as is_compared
from fct_whereabouts
where month = $month and said in ('province', 'outside', 'abroad') and whereabouts in ('unverified', 'elsewhere_pending')
