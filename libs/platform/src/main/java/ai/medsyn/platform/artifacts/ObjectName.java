package ai.medsyn.platform.artifacts;

import java.util.regex.Pattern;

/**
 * Name of an object: segments of {@code [A-Za-z0-9._-]}, separated by {@code /}, none of them {@code .} or {@code ..}, at most 512
 * characters. No name leaves the store's root.
 */
public record ObjectName(String value) {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    public ObjectName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "an object name is made of segments of letters, digits, '.', '_' and '-', none starting with '.', at most 512 characters");
        }
    }

    static boolean isValid(String value) {
        if (value.length() > 512) {
            return false;
        }
        for (String segment : value.split("/", -1)) {
            if (!isSegment(segment)) {
                return false;
            }
        }
        return true;
    }

    static boolean isSegment(String text) {
        return SEGMENT.matcher(text).matches();
    }

    /** This name with more segments behind it. */
    public ObjectName resolve(String more) {
        return new ObjectName(value + "/" + more);
    }

    @Override
    public String toString() {
        return value;
    }
}
