package ai.medsyn.platform.lineage;

import java.util.Collection;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of a dataset. PATCH: the same samples, packaged anew. MINOR: samples only added. MAJOR: samples changed or removed.
 */
public record Version(int major, int minor, int patch) implements Comparable<Version> {

    /** The version of a first build. */
    public static final Version FIRST = new Version(1, 0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");

    /** How a new version differs from its parent. */
    public enum Change {
        REPACKED,
        ADDED,
        CHANGED
    }

    public static Version parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("a version reads MAJOR.MINOR.PATCH, not '" + text + "'");
        }
        return new Version(
                Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3)));
    }

    /**
     * The version after this one, and after all others that there are of the kind.
     *
     * @param taken all versions of the dataset, this one among them
     */
    public Version next(Change change, Collection<Version> taken) {
        return switch (change) {
            case REPACKED ->
                new Version(
                        major, minor, 1 + highest(taken, v -> v.major == major && v.minor == minor, Version::patch));
            case ADDED -> new Version(major, 1 + highest(taken, v -> v.major == major, Version::minor), 0);
            case CHANGED -> new Version(1 + highest(taken, v -> true, Version::major), 0, 0);
        };
    }

    private static int highest(Collection<Version> taken, Predicate<Version> among, ToIntFunction<Version> part) {
        return taken.stream().filter(among).mapToInt(part).max().orElse(0);
    }

    @Override
    public int compareTo(Version other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = Integer.compare(minor, other.minor);
        return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
