-- title: 转出未接收
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day, $ledger_seq
-- line: student
-- in: children who left a roll up to the month, until a roll shows them again or a closing says where they are
-- out: leavers of kindergartens, senior and vocational schools; children received by another school of the county; schools without a roll of the month, whose pupils may have left:
--   counted as not compared; children at school elsewhere by the household register
-- source: a transfer ends on another roll; one to another county ends with the proof of the household register, and a school
--   code that the county does not know is no proof
-- severity: warn
-- what: 学生转出或从花名册上消失,没有学校接收。
-- why: 转学途中最容易流失。
-- resolve: 请转出学校核实去向,联系接收学校;转往县外的,请取得就读证明或学籍记录,由村登记县外就读并核实。
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
gone as (
  -- a transfer is one of compulsory education already
  select u.child_key, u.school_code, u.month, u.day, u.kind, u.other_school, u.is_outside
  from bld_unreceived u
  left join stage g on g.code = u.stage
  where u.kind = 'out' or g.code is not null
)
select m.child_key as child_key, m.school_code as school_code, cast(null as varchar) as class_key, m.month as month, m.day as day,
  case when m.is_outside = 1 then concat('转往县外学校 ', m.other_school, ',无证明') else m.kind end as found,
  case when m.is_outside = 1 then '县外就读的证明' else '在另一所学校的花名册上' end as expected, m.day as since, cast(1 as int) as is_compared
from gone m
left join bld_last_closing c on c.child_key = m.child_key and c.closed_on >= m.day
left join bld_elsewhere_today e on e.child_key = m.child_key
where m.month <= $month and c.child_key is null and e.child_key is null
union all
select cast(null as bigint) as child_key, school_code as school_code, cast(null as varchar) as class_key, cast($month as varchar) as month,
  cast(null as date) as day,
  concat('未报花名册,在册 ', cast(pupils as varchar), ' 人') as found, '当月花名册' as expected, cast(null as date) as since, cast(0 as int) as is_compared
from bld_roll_silent
where pupils > 0
