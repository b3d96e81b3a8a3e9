-- Pre-training runs: a training is the job that runs it, with what it was asked for.
create table training (
    id         uuid primary key references job (id),
    team       text        not null,
    name       text        not null,
    preset     text        not null,
    seed       bigint      not null,
    spec       jsonb       not null,
    created_at timestamptz not null
);
create index training_recent on training (team, created_at desc, id);

create table training_dataset (
    training uuid   not null references training (id),
    position integer not null,
    dataset  uuid   not null references dataset (id),
    weight   float8 not null check (weight > 0),
    primary key (training, position),
    unique (training, dataset)
);
create index training_dataset_of on training_dataset (dataset);

-- One row per reported step. A run that goes on from a checkpoint computes the steps behind it again, to the same values.
create table training_metric (
    training           uuid        not null references training (id),
    phase              text        not null check (phase in ('TRAIN','VALIDATE')),
    step               integer     not null,
    epoch              integer     not null,
    loss               float8      not null,
    terms              jsonb       not null,           -- loss terms, recall, gradient norm … by name
    learning_rate      float8,
    samples_per_second float8,
    data_wait          float8,                         -- fraction of the time spent waiting for data, 0 to 1
    memory_bytes       bigint,                         -- resident memory of the process
    at                 timestamptz not null,
    primary key (training, phase, step)
);

create table checkpoint (
    id              uuid primary key,
    training        uuid        not null references training (id),
    step            integer     not null,
    epoch           integer     not null,
    validation_loss float8,
    weights_sha256  text        not null,
    files           jsonb       not null,              -- [{name, object, bytes, sha256}]
    best            boolean     not null,
    last            boolean     not null,
    created_at      timestamptz not null,
    dropped_at      timestamptz,                       -- when retention removed its files
    unique (training, step)
);
create index checkpoint_recent on checkpoint (created_at desc, id);
