-- How a language model came to write a text: prompts, sampling, attempts, tokens, and how the last attempt departed.
alter table sample add column writing jsonb;
