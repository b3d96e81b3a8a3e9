-- Evaluations that have ended, with their numbers. An evaluation is the job that made it.
create table evaluation (
    id          uuid primary key references job (id),
    team        text        not null,
    task        text        not null,
    subject     text        not null,                  -- model:<id>, checkpoint:<id>, dataset:<id>
    dataset     uuid        not null references dataset (id),
    spec        jsonb       not null,
    content_key text        not null,                  -- equal for equal questions about equal things
    created_at  timestamptz not null
);
create index evaluation_recent on evaluation (team, created_at desc, id);
create index evaluation_content on evaluation (team, content_key);

create table metric (
    evaluation uuid    not null references evaluation (id),
    position   integer not null,
    subset     text    not null,
    label      text    not null,
    name       text    not null,
    value      float8  not null,
    low        float8,
    high       float8,
    level      float8  not null,
    cases      integer not null,
    positives  integer not null,
    primary key (evaluation, position)
);
