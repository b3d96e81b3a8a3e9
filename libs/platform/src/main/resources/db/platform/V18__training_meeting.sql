-- Where the processes of a distributed run meet. Each attempt to train together has a number; who lost the others waits for the next one.
create table training_meeting (
    training uuid primary key references training (id),
    number   bigint  not null,
    host     text    not null,
    port     integer not null
);
