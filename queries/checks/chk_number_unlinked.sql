-- title: 学籍号变更未关联
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: pupils with a temporary number (L) gone from the rolls, and a namesake of the same birth month and sex who came to a roll afterwards with a permanent one
-- out: numbers that were linked: they are one child; pupils who still carry a temporary number on the newest roll could not be compared
-- source: L numbers become G: two records of one child would be one lost and one found
-- severity: warn
-- what: 临时学籍号的学生离册后,另有同名同月生的学生以正式学籍号在册,两条记录没有关联。
-- why: 可能是同一个孩子:一条像失踪,一条像新来。
-- resolve: 请学籍管理员核对身份证,确认是同一人的合并两条记录。
with
held as (select child_key, min(month) as first_month, max(month) as last_month from dim_child where month <= $month group by child_key),
known as (
  select h.child_key, h.first_month, h.last_month, f.number_kind, n.name, c.school_code, c.class_key, c.sex, c.birth_month
  from held h
  join src_child_flag f on f.child_key = h.child_key
  join src_child_name n on n.child_key = h.child_key
  join dim_child c on c.child_key = h.child_key and c.month = h.last_month
)
select cast(b.child_key as bigint) as child_key, cast(b.school_code as varchar) as school_code, cast(b.class_key as varchar) as class_key, cast($month as varchar) as month,
  cast(null as date) as day, concat('临时号记录止于 ', a.last_month) as found, '与正式号关联' as expected, cast(concat(b.first_month, '-01') as date) as since, cast(1 as int) as is_compared
from known a
join known b on b.name = a.name and b.birth_month = a.birth_month and b.sex = a.sex and b.child_key <> a.child_key
where a.number_kind = 'L' and b.number_kind = 'G' and b.first_month > a.last_month
union all
select cast(k.child_key as bigint) as child_key, cast(k.school_code as varchar) as school_code, cast(k.class_key as varchar) as class_key, cast($month as varchar) as month,
  cast(null as date) as day, '仍为临时学籍号' as found, '正式学籍号' as expected, cast(concat(k.first_month, '-01') as date) as since, cast(0 as int) as is_compared
from known k
where k.number_kind = 'L' and k.last_month = $month
