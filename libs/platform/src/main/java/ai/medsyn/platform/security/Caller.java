package ai.medsyn.platform.security;

import ai.medsyn.platform.http.RequestRefused;

/**
 * Who asks. Controllers take it as an argument.
 *
 * @param team whose work and data it concerns
 * @param role what it may do
 * @param subject which key, person or job it is, for the record; for example {@code key:4f1c2b7d9a3e}
 */
public record Caller(String team, Role role, String subject) {

    public Caller {
        if (!team.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException(
                    "a team's name of 1 to 63 lower-case letters, digits and hyphens expected, found '" + team + "'");
        }
        if (subject.isBlank() || subject.length() > 200) {
            throw new IllegalArgumentException("a subject of 1 to 200 characters expected");
        }
    }

    /**
     * Demands a role.
     *
     * @throws RequestRefused 403 {@code forbidden}
     */
    public void require(Role needed) {
        if (!role.includes(needed)) {
            throw RequestRefused.forbidden(
                    "forbidden", "The role " + needed + " was expected for this request, found " + role + ".");
        }
    }
}
