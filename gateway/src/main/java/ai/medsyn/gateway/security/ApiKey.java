package ai.medsyn.gateway.security;

import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key, its secret excepted.
 *
 * @param id public part of the key
 * @param name what it is for, in its maker's words
 * @param team whose work it reads and starts
 * @param role what it may do
 * @param createdBy who made it
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused; null for never
 * @param revokedAt since when it is refused; null while it is not
 * @param lastUsedAt when it was last accepted, to the minute; null before its first use
 */
public record ApiKey(
        String id,
        String name,
        String team,
        Role role,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    boolean accepted(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    Caller caller() {
        return new Caller(team, role, "key:" + id);
    }
}
