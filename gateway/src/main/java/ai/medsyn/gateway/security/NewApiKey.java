package ai.medsyn.gateway.security;

import ai.medsyn.platform.security.Role;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key to make.
 *
 * @param name what it is for, 1 to 100 characters
 * @param team lower-case letters, digits, hyphens; at most 63
 * @param role what it may do
 * @param expiresAt in the future; null for never
 */
public record NewApiKey(
        @NotBlank @Size(max = 100) String name,

        @NotNull
        @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}", message = "must be 1 to 63 lower-case letters, digits and hyphens")
        String team,

        @NotNull Role role,
        @Nullable @Future Instant expiresAt) {}
