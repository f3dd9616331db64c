-- title: 死亡待核
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day, $ledger_seq
-- line: student
-- in: pupils of compulsory education whom a roll up to the month says to have died, and no later one shows otherwise
-- out: children whose case was closed as death by a document; schools without a roll of the month: counted as not compared
-- source: a word on a roll is no document, and after it nobody looks for the child: it stands until a document settles it
-- severity: warn
-- what: 花名册写明学生死亡,台账没有死亡证明。
-- why: 写错一格,就再没有人找这个孩子。
-- resolve: 请学校向镇村和家长核实,属实的凭死亡证明或户口注销证明在台账中以“死亡”销号;写错的重报花名册。
select p.child_key as child_key, p.school_code as school_code, r.class_key as class_key, p.first_month as month, p.since as day,
  concat('花名册写死亡,日期 ', cast(p.since as varchar)) as found, '死亡证明的文号和日期' as expected, p.since as since, cast(1 as int) as is_compared
from bld_roll_spell p
join bld_roll_stretch r on r.child_key = p.child_key and r.school_code = p.school_code and r.first_month = p.first_month
left join bld_last_closing c on c.child_key = p.child_key and c.outcome = 'death'
where p.status = '11' and p.from_last = 1 and p.first_month <= $month and c.child_key is null
union all
select cast(null as bigint) as child_key, school_code as school_code, cast(null as varchar) as class_key, cast($month as varchar) as month,
  cast(null as date) as day,
  concat('未报花名册,在册 ', cast(pupils as varchar), ' 人') as found, '当月花名册' as expected, cast(null as date) as since, cast(0 as int) as is_compared
from bld_roll_silent
where pupils > 0
