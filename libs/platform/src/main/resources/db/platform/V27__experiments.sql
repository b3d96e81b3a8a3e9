-- Equal for runs that come to the same weights: a run that has ended can be taken in place of another one.
alter table training add column content_key text;
create index training_content on training (team, content_key);

-- Experiments: grids of trainings and evaluations. An experiment is the job that runs it.
create table experiment (
    id         uuid primary key references job (id),
    team       text        not null,
    name       text        not null,
    spec       jsonb       not null,
    created_at timestamptz not null
);
create index experiment_recent on experiment (team, created_at desc, id);

-- Every training and evaluation of the grid, in the grid's order; the numbers themselves stay with their evaluation.
create table experiment_run (
    experiment uuid    not null references experiment (id),
    position   integer not null,
    kind       text    not null check (kind in ('TRAINING', 'EVALUATION')),
    state      text    not null default 'WAITING' check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    tries      integer not null default 0,                 -- part of the idempotency key: a cancelled job is not asked for again
    attempt    integer not null default 0,                 -- launch of the experiment in which it failed
    job        uuid references job (id),                   -- ours, or the one whose result was taken
    reused     boolean not null default false,
    checkpoint uuid references checkpoint (id),            -- what a training came to
    error_code text,
    error      text,
    primary key (experiment, position)
);

-- Paired tests over the same films, made once all seeds of both sides are there.
create table experiment_test (
    experiment uuid    not null references experiment (id),
    method     text    not null,
    arm        text    not null,
    task       text    not null,
    metric     text    not null,
    fraction   float8  not null,                           -- 0 for tasks that train nothing
    test       text    not null,
    difference float8  not null,
    low        float8  not null,
    high       float8  not null,
    p_value    float8  not null,
    primary key (experiment, method, arm, task, metric, fraction)
);
