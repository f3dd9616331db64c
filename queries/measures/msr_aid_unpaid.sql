-- title: 应享未享
-- counts: entitled pupils of schools that reported (d) who were not paid (n), yuan due to them (value); of a list with rows waiting for correction (n_waiting); paid too little (n_short, short_amount)
-- grain: area_level x area_code x stage x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: pupils entitled by the newest roll of the period, of schools whose list stands
-- out: in kind nothing is due in yuan; schools not reported
-- source: plan; a payment by whichever school counts
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code, cast(s.report_stage as varchar) as stage,
  cast(e.item as varchar) as item, cast(e.period as varchar) as period, cast(min(e.term) as varchar) as term,
  cast(sum(case when e.is_paid = 0 then 1 else 0 end) as bigint) as n, cast(count(*) as bigint) as d,
  cast(sum(case when e.is_paid = 0 then e.amount_due else 0 end) as double) as value,
  cast(sum(case when e.is_paid = 0 and e.waiting_n > 0 then 1 else 0 end) as bigint) as n_waiting,
  cast(sum(case when e.is_paid = 1 and e.amount_paid < e.amount_due - 0.005 then 1 else 0 end) as bigint) as n_short,
  cast(sum(case when e.is_paid = 1 and e.amount_paid < e.amount_due - 0.005 then e.amount_due - e.amount_paid else 0 end) as double) as short_amount
from fct_aid_entitled e
join dim_unit u on u.line = 'student' and u.unit_code = e.school_code
join bld_aid_stage s on s.stage = e.stage
where e.entitlement = 'entitled' and e.is_reported = 1
group by u.area_level, u.area_code, s.report_stage, e.item, e.period
