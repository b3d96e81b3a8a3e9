package ai.medsyn.gateway.security;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.security.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code api_key}. */
@Repository
class ApiKeyRepository {

    private static final String COLUMNS =
            "select id, name, team, role, created_by, created_at, expires_at, revoked_at, last_used_at, secret_sha256 from api_key ";

    private final JdbcClient jdbc;

    ApiKeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row with its hash. */
    record Row(ApiKey key, Sha256 secretHash) {}

    /** Writes a key; one of the same id and another secret is replaced, which only the keys made at start can meet. */
    void save(ApiKey key, Sha256 secretHash) {
        jdbc.sql("""
                insert into api_key (id, name, team, role, created_by, created_at, expires_at, secret_sha256)
                values (:id, :name, :team, :role, :maker, :created, :expires, :hash)
                on conflict (id) do update set secret_sha256 = excluded.secret_sha256, revoked_at = null""")
                .param("id", key.id())
                .param("name", key.name())
                .param("team", key.team())
                .param("role", key.role().name())
                .param("maker", key.createdBy())
                .param("created", utc(key.createdAt()))
                .param("expires", key.expiresAt() == null ? null : utc(key.expiresAt()))
                .param("hash", secretHash.bytes())
                .update();
    }

    Optional<Row> find(String id) {
        return jdbc.sql(COLUMNS + "where id = ?")
                .param(id)
                .query((row, number) -> new Row(key(row), Sha256.ofDigest(row.getBytes("secret_sha256"))))
                .optional();
    }

    /** Newest first. */
    List<ApiKey> list(int limit) {
        return jdbc.sql(COLUMNS + "order by created_at desc, id limit ?")
                .param(limit)
                .query((row, number) -> key(row))
                .list();
    }

    List<ApiKey> listAfter(Instant createdAt, String id, int limit) {
        return jdbc.sql(
                        COLUMNS
                                + "where created_at < :at or created_at = :at and id > :id order by created_at desc, id limit :limit")
                .param("at", utc(createdAt))
                .param("id", id)
                .param("limit", limit)
                .query((row, number) -> key(row))
                .list();
    }

    /** Revokes a key; the time of the first revocation stays. Returns whether there is such a key. */
    boolean revoke(String id, Instant now) {
        return jdbc.sql("update api_key set revoked_at = coalesce(revoked_at, ?) where id = ?")
                        .params(utc(now), id)
                        .update()
                > 0;
    }

    void deleteMadeBy(String maker) {
        jdbc.sql("delete from api_key where created_by = ?").param(maker).update();
    }

    void used(String id, Instant now) {
        jdbc.sql("update api_key set last_used_at = greatest(last_used_at, ?) where id = ?")
                .params(utc(now), id)
                .update();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                row.getString("team"),
                Role.valueOf(row.getString("role")),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
