-- Jobs: one row per piece of long work, in every service.
create table job (
    id              uuid primary key,
    kind            text        not null,
    pool            text        not null,
    state           text        not null check (state in ('QUEUED','RUNNING','PAUSED','SUCCEEDED','FAILED','CANCELLED')),
    total           bigint      not null default 0 check (total >= 0),
    unit            text        not null,
    phase           text,                              -- what it is doing now, for people
    partitions      integer     not null default 0,    -- fixed at the first launch, so that a restart splits alike
    epoch           bigint      not null default 0,    -- counts launches; output of an older launch is refused
    priority        integer     not null default 0,
    attempts        integer     not null default 0,
    spec            jsonb       not null,
    result          jsonb,
    error_code      text,
    error_message   text,
    parent          uuid references job (id),
    team            text        not null,
    idempotency_key text,
    request_digest  text        not null,
    submitted_at    timestamptz not null,
    started_at      timestamptz,
    ended_at        timestamptz,
    rate_from       timestamptz,                       -- since when, and from which count, the rate is measured
    rate_base       bigint      not null default 0,
    version         bigint      not null default 0,
    check ((error_code is null) = (error_message is null)),
    check ((ended_at is not null) = (state in ('SUCCEEDED','FAILED','CANCELLED')))
);
create unique index job_idempotency on job (team, kind, idempotency_key) where idempotency_key is not null;
create index job_queue on job (pool, state, submitted_at);
create index job_rate on job (kind, ended_at desc) where state = 'SUCCEEDED';
create index job_parent on job (parent) where parent is not null;
create index job_recent on job (team, submitted_at desc, id);

-- Why the partitions of the current launch failed; the first permanent one becomes the job's error.
create table job_failure (
    job       uuid    not null references job (id),
    epoch     bigint  not null,
    partition integer not null,
    permanent boolean not null,
    code      text    not null,
    message   text    not null,
    primary key (job, epoch, partition)
);

-- What is done, counted in the transaction that commits the output of a block; summed when read.
create table job_progress (
    job       uuid    not null references job (id),
    partition integer not null,
    done      bigint  not null,
    primary key (job, partition)
);

-- Every change of state, in order; what an interrupted event stream resumes from.
create table job_event (
    seq        bigint generated always as identity primary key,
    job        uuid        not null references job (id),
    state      text        not null,
    attempts   integer     not null,
    error_code text,
    at         timestamptz not null
);
create index job_event_by_job on job_event (job, seq);

-- What a job read and made: the edges of the lineage graph.
create table job_edge (
    job       uuid not null references job (id),
    direction text not null check (direction in ('INPUT','OUTPUT')),
    kind      text not null,
    target    text not null,
    primary key (job, direction, kind, target)
);
create index job_edge_target on job_edge (kind, target);

-- db-scheduler: launches of jobs and partitions of them.
create table scheduled_task (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_task_due on scheduled_task (priority desc, execution_time);
create index scheduled_task_heartbeat on scheduled_task (last_heartbeat);
