-- Deciding is bound by rows: one row a candidate and decision instead of one a candidate and policy. What all candidates of a dataset share lies
-- in dataset_policy; verdict becomes a view of both, with the columns that it had as a table.

create table dataset_policy (
    dataset   uuid     not null,
    position  smallint not null check (position > 0),  -- where decision.measured has its number
    filter    text     not null,
    threshold float8   not null,
    judge     text     not null,
    primary key (dataset, position),
    unique (dataset, filter)
);

create table decision (
    dataset     uuid     not null,
    ordinal     integer  not null,
    measured    float8[] not null,                     -- by position; null where a policy was not asked
    rejected_by text[]   not null,                     -- filters, in the order of asking
    reasons     text[]   not null,                     -- parallel to rejected_by
    accepted    boolean  not null generated always as (cardinality(rejected_by) = 0) stored,
    primary key (dataset, ordinal)
);

insert into dataset_policy (dataset, position, filter, threshold, judge)
select dataset, row_number() over (partition by dataset order by filter), filter, threshold, judge
from (select dataset, filter, min(threshold) as threshold, min(judge) as judge from verdict group by dataset, filter) p;

insert into decision (dataset, ordinal, measured, rejected_by, reasons)
select c.dataset, c.ordinal,
       array_agg(v.measured order by p.position),
       coalesce(array_agg(v.filter order by p.position) filter (where not v.accepted), '{}'),
       coalesce(array_agg(v.reason order by p.position) filter (where not v.accepted), '{}')
from (select distinct dataset, ordinal from verdict) c
join dataset_policy p using (dataset)
left join verdict v on v.dataset = c.dataset and v.ordinal = c.ordinal and v.filter = p.filter
group by c.dataset, c.ordinal;

drop table verdict;

create view verdict as
select d.dataset, d.ordinal, p.filter, r.place is null as accepted, coalesce(d.reasons[r.place], '') as reason,
       d.measured[p.position] as measured, p.threshold, p.judge
from decision d
join dataset_policy p on p.dataset = d.dataset
cross join lateral (select array_position(d.rejected_by, p.filter) as place) r
where d.measured[p.position] is not null;

create or replace function refuse_sealed_dataset() returns trigger language plpgsql as $$
begin
    if old.state = 'SEALED' then
        raise exception 'dataset % is sealed and does not change; make a new version', old.id
            using errcode = 'integrity_constraint_violation';
    end if;
    if tg_op = 'DELETE' and exists (select 1 from decision where dataset = old.id) then
        raise exception 'dataset % has verdicts', old.id using errcode = 'foreign_key_violation';
    end if;
    return coalesce(new, old);
end $$;

create trigger decision_sealed before update or delete on decision for each row execute function refuse_sealed();
create trigger decision_inserts after insert on decision referencing new table as added for each statement execute function refuse_sealed_inserts();
create trigger dataset_policy_sealed before update or delete on dataset_policy for each row execute function refuse_sealed();
create trigger dataset_policy_inserts after insert on dataset_policy referencing new table as added for each statement execute function refuse_sealed_inserts();
