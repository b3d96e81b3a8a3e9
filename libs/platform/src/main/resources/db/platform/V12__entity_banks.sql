-- Entity banks: what sampling draws from, counted in a corpus of real reports, taken from a list or from the lexicon. Fixed once ready.
create table entity_bank (
    id         uuid primary key,
    team       text        not null,
    name       text        not null,
    version    integer     not null check (version >= 1),
    source     text        not null check (source in ('LEXICON','REPORT_SET','LIST')),
    report_set uuid references report_set (id),
    list       text,                                   -- object name of the uploaded CSV
    extractor  text,                                   -- model id of what read the reports
    reports    integer     not null default 0,
    entities   integer     not null default 0,
    sha256     text,
    statistics jsonb,
    ready      boolean     not null default false,
    created_at timestamptz not null,
    unique (team, name, version),
    check (ready = (sha256 is not null)),
    check ((source = 'REPORT_SET') = (report_set is not null)),
    check ((source = 'LIST') = (list is not null))
);

create table entity_bank_entity (
    bank     uuid    not null references entity_bank (id),
    ordinal  integer not null,                         -- by category, the most mentioned first
    category text    not null,
    name     text    not null,
    reports  integer not null check (reports >= 1),    -- that mention it
    primary key (bank, ordinal),
    unique (bank, category, name)
);

-- Among the most mentioned entities: the reports that mention both.
create table entity_bank_pair (
    bank    uuid    not null references entity_bank (id),
    one     integer not null,
    other   integer not null check (one < other),
    reports integer not null,
    primary key (bank, one, other)
);

-- Sets that were sampled without writing reports for them.
create table entity_set (
    sampling uuid    not null references job (id),
    ordinal  integer not null,
    entities text[]  not null,                         -- CATEGORY:name, in sampling order
    primary key (sampling, ordinal)
);
