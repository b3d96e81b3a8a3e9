-- Keys of the public API. The secret itself is stored nowhere.
create table api_key (
    id            text primary key check (id ~ '^[a-z2-7]{12}$'),
    name          text        not null check (length(name) between 1 and 100),
    team          text        not null,
    role          text        not null check (role in ('VIEWER', 'REQUESTER', 'ADMIN')),
    secret_sha256 bytea       not null check (octet_length(secret_sha256) = 32),
    created_by    text        not null,
    created_at    timestamptz not null,
    expires_at    timestamptz,
    revoked_at    timestamptz,
    last_used_at  timestamptz,
    check (expires_at > created_at)
);
create index api_key_listing on api_key (created_at desc, id);
