-- What the source of a film says about it besides its report: whose film it is, how it was taken, in which split it lies, where findings are.
create table annotation (
    corpus  uuid    not null,
    ordinal integer not null,
    patient text,                                      -- null: unknown, the film stands alone
    view    text,                                      -- as the source names it, for example PA or AP
    age     float8,                                    -- years
    sex     text,
    split   text,                                      -- null: by the seed of the corpus
    boxes   jsonb   not null default '[]',             -- [{label, x, y, width, height}] in pixels of the stored image
    primary key (corpus, ordinal),
    foreign key (corpus, ordinal) references sample (corpus, ordinal)
);
create trigger annotation_sealed before update or delete on annotation for each row execute function refuse_sealed_sample();
