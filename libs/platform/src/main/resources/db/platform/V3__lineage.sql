-- Models: what writes, draws, extracts and judges.
create table model (
    id            text primary key,
    kind          text        not null,
    format        text        not null,
    version       text        not null,
    location      text,
    licence       text        not null,
    parameters    jsonb       not null default '{}',
    files         jsonb       not null default '[]',   -- [{path, bytes, sha256}]
    built_in      boolean     not null default false,
    registered_at timestamptz not null
);

-- Report sets: real reports that a user brought.
create table report_set (
    id          uuid primary key,
    name        text        not null,
    team        text        not null,
    source      text        not null,                  -- object name of the upload
    sha256      text        not null,
    format      text        not null,
    read        integer     not null default 0,
    kept        integer     not null default 0,
    dropped     jsonb       not null default '{}',     -- reason -> count
    ready       boolean     not null default false,
    created_at  timestamptz not null
);
create table real_report (
    report_set    uuid    not null references report_set (id),
    ordinal       integer not null,
    source_id     text    not null,
    findings      text    not null,
    impression    text    not null,
    prompt_source text    not null check (prompt_source in ('IMPRESSION','FINDINGS')),
    primary key (report_set, ordinal)
);

-- A corpus holds every candidate of a request, accepted or not; datasets are cut from it.
create table corpus (
    id         uuid primary key,
    team       text        not null,
    seed       bigint      not null,
    spec       jsonb       not null,
    created_at timestamptz not null
);

create table sample (
    corpus        uuid     not null references corpus (id),
    ordinal       integer  not null check (ordinal >= 0),
    findings      text     not null,
    impression    text     not null,
    prompt_source text     not null,
    entities      text[]   not null,                   -- CATEGORY:name, in sampling order
    labels        jsonb    not null,                   -- finding -> POSITIVE | NEGATIVE | UNCERTAIN
    token_count   integer  not null,
    seed          bigint   not null,
    writer        text     not null,
    attempts      smallint not null,
    source_id     text,
    text_sha256   bytea    not null,
    primary key (corpus, ordinal)
);

create table sample_image (
    corpus     uuid     not null,
    ordinal    integer  not null,
    object     text     not null,
    sha256     bytea    not null,
    bytes      integer  not null,
    width      smallint not null,
    height     smallint not null,
    seed       bigint   not null,
    generator  text     not null,
    settings   jsonb    not null,                      -- scheduler, steps, guidance, prompt tokens, truncation …
    mask       text,                                   -- object name of the masks
    unrendered text[]   not null,                      -- entities of the text that the generator cannot draw
    primary key (corpus, ordinal),
    foreign key (corpus, ordinal) references sample (corpus, ordinal)
);

-- What curation measured, once per candidate: thresholds apply to it again and again.
create table measurement (
    corpus            uuid     not null,
    ordinal           integer  not null,
    filters           text[]   not null,
    measured          float8[] not null,               -- parallel to filters
    text_fingerprint  bytea    not null,
    image_fingerprint bytea    not null,
    primary key (corpus, ordinal),
    foreign key (corpus, ordinal) references sample (corpus, ordinal)
);

create table dataset (
    id              uuid primary key,
    name            text        not null,
    version         text,                              -- MAJOR.MINOR.PATCH, known when sealed
    state           text        not null check (state in ('BUILDING','SEALED','FAILED')),
    origin          text        not null check (origin in ('SYNTHETIC','REAL','MIXED')),
    team            text        not null,
    corpus          uuid        not null references corpus (id),
    job             uuid        not null references job (id),
    parent          uuid references dataset (id),
    requested       integer     not null,
    generated       integer     not null default 0,
    accepted        integer     not null default 0,
    rejected        jsonb       not null default '{}', -- reason -> count
    thresholds      jsonb       not null default '{}',
    splits          jsonb       not null default '{}',
    manifest_digest text,
    created_at      timestamptz not null,
    sealed_at       timestamptz,
    unique (team, name, version),
    check ((state = 'SEALED') = (sealed_at is not null)),
    check ((state = 'SEALED') = (version is not null)),
    check ((state = 'SEALED') = (manifest_digest is not null))
);
create index dataset_corpus on dataset (corpus);

-- Eleven rows a candidate: that the dataset exists is checked once a statement by verdict_inserts, not once a row by a foreign key.
create table verdict (
    dataset   uuid    not null,
    ordinal   integer not null,
    filter    text    not null,
    accepted  boolean not null,
    reason    text    not null,
    measured  float8  not null,
    threshold float8  not null,
    judge     text    not null,
    primary key (dataset, ordinal, filter)
);

create table dataset_sample (
    dataset  uuid    not null references dataset (id),
    position integer not null,
    ordinal  integer not null,
    split    text    not null,
    primary key (dataset, position),
    unique (dataset, ordinal)
);

create table dataset_export (
    dataset    uuid        not null references dataset (id),
    format     text        not null,
    prefix     text        not null,                   -- object-name prefix of its files
    files      integer     not null,
    bytes      bigint      not null,
    digest     text        not null,
    created_at timestamptz not null,
    primary key (dataset, format)
);

-- A sealed dataset does not change: the database says so, whoever asks.
create function refuse_sealed() returns trigger language plpgsql as $$
begin
    if exists (select 1 from dataset where id = coalesce(old.dataset, new.dataset) and state = 'SEALED') then
        raise exception 'dataset % is sealed and does not change; make a new version', coalesce(old.dataset, new.dataset)
            using errcode = 'integrity_constraint_violation';
    end if;
    return coalesce(new, old);
end $$;

create function refuse_sealed_dataset() returns trigger language plpgsql as $$
begin
    if old.state = 'SEALED' then
        raise exception 'dataset % is sealed and does not change; make a new version', old.id
            using errcode = 'integrity_constraint_violation';
    end if;
    if tg_op = 'DELETE' and exists (select 1 from verdict where dataset = old.id) then
        raise exception 'dataset % has verdicts', old.id using errcode = 'foreign_key_violation';
    end if;
    return coalesce(new, old);
end $$;

-- Inserts are checked once a statement, not once a row: bulk writes stay fast.
create function refuse_sealed_inserts() returns trigger language plpgsql as $$
begin
    if exists (select 1 from dataset where state = 'SEALED' and id in (select distinct dataset from added)) then
        raise exception 'a sealed dataset does not change; make a new version'
            using errcode = 'integrity_constraint_violation';
    end if;
    if exists (select distinct dataset from added except select id from dataset) then
        raise exception 'a verdict or sample of a dataset that does not exist'
            using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;

create trigger dataset_sealed before update or delete on dataset for each row execute function refuse_sealed_dataset();
create trigger dataset_sample_sealed before update or delete on dataset_sample for each row execute function refuse_sealed();
create trigger verdict_sealed before update or delete on verdict for each row execute function refuse_sealed();

create trigger dataset_sample_inserts after insert on dataset_sample referencing new table as added for each statement execute function refuse_sealed_inserts();
create trigger verdict_inserts after insert on verdict referencing new table as added for each statement execute function refuse_sealed_inserts();

-- A candidate that a sealed dataset holds does not change either.
create function refuse_sealed_sample() returns trigger language plpgsql as $$
begin
    if exists (select 1 from dataset d join dataset_sample s on s.dataset = d.id
               where d.corpus = old.corpus and d.state = 'SEALED' and s.ordinal = old.ordinal) then
        raise exception 'sample %/% belongs to a sealed dataset and does not change', old.corpus, old.ordinal
            using errcode = 'integrity_constraint_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger sample_sealed before update or delete on sample for each row execute function refuse_sealed_sample();
create trigger sample_image_sealed before update or delete on sample_image for each row execute function refuse_sealed_sample();
