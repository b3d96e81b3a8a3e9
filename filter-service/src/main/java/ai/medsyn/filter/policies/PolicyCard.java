package ai.medsyn.filter.policies;

/**
 * What a policy tells about itself.
 *
 * @param filter its name: lower case with hyphens, stable
 * @param subject what it looks at
 * @param measures what the measured number is
 * @param rejection what is wrong with a candidate that fails, in a few words
 * @param limit where its threshold lies
 */
public record PolicyCard(String filter, Subject subject, String measures, String rejection, Limit limit) {

    /** The half of a candidate that a policy looks at. */
    public enum Subject {
        TEXT,
        IMAGE
    }
}
