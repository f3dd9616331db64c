-- title: 年级与年龄不符
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month
-- line: student
-- in: pupils of primary and junior school
-- out: birth month or grade not stated: counted as not compared
-- source: dated gap of years, as of the first day of the month
-- severity: warn
-- what: 年级与年龄相差超过规定年数。
-- why: 可能是出生日期或年级填错,也可能是超龄或早入学。
-- resolve: 请学校核对户口簿与学籍。
with
need as (select value, valid_from, valid_to from bld_limit where name = 'grade_age_gap_years'),
pupil as (
  select child_key, school_code, class_key, month, grade, birth_month, cast(concat(month, '-01') as date) as first_day,
    cast(substr(month, 1, 4) as int) - case when substr(month, 6, 2) < '09' then 1 else 0 end
      - cast(substr(birth_month, 1, 4) as int) - 5 as usual_grade
  from dim_child
  where month = $month and is_at_school = 1 and (grade is not null or stage in ('primary', 'junior'))
)
select p.child_key as child_key, p.school_code as school_code, p.class_key as class_key, p.month as month, cast(null as date) as day,
  concat(coalesce(cast(p.grade as varchar), '未填'), ' 年级,', coalesce(p.birth_month, '未填')) as found,
  coalesce(concat('约 ', cast(p.usual_grade as varchar), ' 年级'), '出生年月') as expected,
  cast(null as date) as since, cast(case when p.birth_month is null or p.grade is null then 0 else 1 end as int) as is_compared
from pupil p
join need n on p.first_day between n.valid_from and n.valid_to
where p.birth_month is null or p.grade is null or abs(p.grade - p.usual_grade) > n.value
