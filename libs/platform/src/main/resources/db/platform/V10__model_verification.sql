-- Whether a model's files were what the registry says when somebody last looked.
alter table model add column intact boolean not null default true;
alter table model add column verified_at timestamptz;
