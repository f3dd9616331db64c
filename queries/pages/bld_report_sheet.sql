-- title: 一校一表的报送
-- counts: nothing; what each school sent of each sheet for the month and when
-- grain: school_code x kind
-- parameters: $area, $month, $month_first, $month_last, $as_of_day, $ledger_seq
-- line: student
-- in: schools of the place open in the month
-- out: none
-- source: the state of each sheet as the monthly report counts it; a nil report contradicted by a suspicion of the month is shown
with
school_row as (
  select school_code, name, short_name, area_code, central_code, sort,
    row_number() over (partition by school_code order by valid_from desc) as newest
  from src_school
  where valid_from <= $month_last and valid_to >= $month_first
    and (school_code = $area or (length($area) in (6, 9) and substr(area_code, 1, length($area)) = $area))
),
contradicted as (
  select school_code, count(distinct child_key) as n from chk_nil_contradicted where is_compared = 1 group by school_code
),
clerk as (select head, unit_code, person_name, phone from bld_post_now where head in ('clerk_school', 'principal', 'central_school'))
select cast(s.school_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(s.short_name as varchar) as short_name,
  cast(s.area_code as varchar) as township_code, cast(t.name as varchar) as township_name, cast(s.sort as int) as sort,
  cast(b.kind as varchar) as kind,
  cast(d.state as varchar) as state, cast(d.due_on as date) as due_on, cast(d.is_due as int) as is_due, cast(d.is_missing as int) as is_missing,
  cast(b.first_accepted_at as timestamp) as first_accepted_at, cast(b.last_received_at as timestamp) as last_received_at,
  cast(d.is_on_time as boolean) as is_on_time, cast(d.late_days as int) as late_days, cast(d.reported_until as date) as reported_until,
  cast(b.is_nil as boolean) as is_nil, cast(b.is_corrected as boolean) as is_corrected,
  cast(b.classes_due as int) as classes_due, cast(b.classes_reported as int) as classes_reported,
  cast(b.rows_accepted as bigint) as rows_accepted, cast(b.rows_waiting as bigint) as rows_waiting, cast(d.classes_gap as int) as classes_gap,
  cast(case when b.is_nil then coalesce(f.n, 0) end as int) as nil_contradicted_n,
  cast(case when c.unit_code is not null then 'clerk_school' when z.unit_code is not null then 'central_school'
    when p.unit_code is not null then 'principal' end as varchar) as contact_head,
  cast(coalesce(c.person_name, z.person_name, p.person_name) as varchar) as contact_name,
  cast(case when c.unit_code is not null then c.phone when z.unit_code is not null then z.phone else p.phone end as varchar) as contact_phone
from school_row s
join src_submission b on b.school_code = s.school_code and b.month = $month
join bld_sheet_state d on d.school_code = b.school_code and d.kind = b.kind and d.month = b.month
left join dim_area t on t.area_code = s.area_code
left join contradicted f on f.school_code = s.school_code
left join clerk c on c.head = 'clerk_school' and c.unit_code = s.school_code
left join clerk z on z.head = 'central_school' and z.unit_code = s.central_code
left join clerk p on p.head = 'principal' and p.unit_code = s.school_code
where s.newest = 1
