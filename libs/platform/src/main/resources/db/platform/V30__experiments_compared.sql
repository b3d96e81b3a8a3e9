-- Why cells of an experiment were not compared over the same films; those that were are in experiment_test.
create table experiment_not_compared (
    experiment uuid   not null references experiment (id),
    method     text   not null,
    arm        text   not null,
    task       text   not null,
    metric     text   not null,
    fraction   float8 not null,                            -- 0 for tasks that train nothing
    reason     text   not null,
    primary key (experiment, method, arm, task, metric, fraction)
);

-- Draws of the paired bootstrap became part of an experiment's specification; it was 2,000 for all.
update experiment set spec = spec || '{"draws": 2000}' where not spec ? 'draws';
update job set spec = spec || '{"draws": 2000}' where kind = 'experiment.run' and not spec ? 'draws';

-- Experiments became nodes of the lineage graph: made by their job, from the checkpoints and evaluations of their runs.
insert into job_edge (job, direction, kind, target)
select id, 'OUTPUT', 'experiment', id::text from experiment
union
select experiment, 'INPUT', 'checkpoint', checkpoint::text from experiment_run where state = 'DONE' and checkpoint is not null
union
select experiment, 'INPUT', 'evaluation', job::text from experiment_run where state = 'DONE' and kind = 'EVALUATION'
on conflict do nothing;
