-- That an image or a measurement has a sample is checked once a statement, not once a row: the foreign keys locked, and so rewrote, every sample
-- twice, which cost more than inserting the rows. Nothing deletes samples; who tries is refused as before.

alter table sample_image drop constraint sample_image_corpus_ordinal_fkey;
alter table measurement drop constraint measurement_corpus_ordinal_fkey;

-- New rows have no statistics yet; with a hash or a merge the planner would read the whole table for them.
create function refuse_orphans() returns trigger language plpgsql
    set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
begin
    if exists (select 1 from added a
               where not exists (select 1 from sample s where s.corpus = a.corpus and s.ordinal = a.ordinal)) then
        raise exception 'an image or a measurement of a sample that does not exist' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;

create trigger sample_image_inserts after insert on sample_image referencing new table as added for each statement execute function refuse_orphans();
create trigger measurement_inserts after insert on measurement referencing new table as added for each statement execute function refuse_orphans();

create function refuse_to_orphan() returns trigger language plpgsql as $$
begin
    if (tg_op = 'DELETE' or (new.corpus, new.ordinal) is distinct from (old.corpus, old.ordinal))
       and (exists (select 1 from sample_image i where i.corpus = old.corpus and i.ordinal = old.ordinal)
            or exists (select 1 from measurement m where m.corpus = old.corpus and m.ordinal = old.ordinal)) then
        raise exception 'sample %/% has an image or a measurement', old.corpus, old.ordinal using errcode = 'foreign_key_violation';
    end if;
    return coalesce(new, old);
end $$;

create trigger sample_orphans before update or delete on sample for each row execute function refuse_to_orphan();
