-- title: 经办
-- counts: nothing; who acts for the holder of a post on the day of $as_of
-- grain: post_id
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: by delegation, else the clerk of the same place by office (镇教育专干, 村文书, 学籍管理员)
-- out: a clerk whose leader delegated to somebody else
-- source: dated delegations; both posts must be held on the day
with
held as (
  select seq, post_id, head, person_name, phone, area_code, school_code
  from src_post
  where valid_from <= $as_of_day and coalesce(valid_to, $as_of_day) >= $as_of_day
),
given as (
  select d.post_id, h.person_name, h.phone, row_number() over (partition by d.post_id order by d.valid_from desc, d.seq desc) as place_no
  from src_delegation d
  join held l on l.post_id = d.post_id
  join held h on h.post_id = d.delegate_post_id
  where d.valid_from <= $as_of_day and d.valid_to >= $as_of_day
),
office as (
  select 'village_head' as head, 'clerk_village' as clerk
  union all select 'township_head' as head, 'clerk_township' as clerk
  union all select 'principal' as head, 'clerk_school' as clerk
),
leader as (
  select l.post_id, o.clerk, coalesce(l.school_code, l.area_code) as place
  from held l
  join office o on o.head = l.head
),
clerk as (select head, coalesce(school_code, area_code) as place, post_id, person_name, phone from held),
by_office as (
  select l.post_id, c.person_name, c.phone, row_number() over (partition by l.post_id order by c.post_id) as place_no
  from leader l
  join clerk c on c.head = l.clerk and c.place = l.place
)
select cast(h.post_id as varchar) as post_id, cast(coalesce(g.person_name, o.person_name) as varchar) as person_name,
  cast(case when g.post_id is not null then g.phone else o.phone end as varchar) as phone,
  cast(case when g.post_id is not null then 1 else 0 end as int) as is_delegated
from (select distinct post_id from held) h
left join given g on g.post_id = h.post_id and g.place_no = 1
left join by_office o on o.post_id = h.post_id and o.place_no = 1
where g.post_id is not null or o.post_id is not null
