-- What a model's own files came to when it was tried out: sizes, limits, defaults.
alter table model add column resolved jsonb not null default '{}';
