package ai.medsyn.radiology;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The small grammar of the resource files: {@code (a|b|)} is one of a, b or nothing, {@code $name} stands for a group that
 * the file defined before.
 */
final class PhraseGrammar {

    private static final Pattern GROUP = Pattern.compile("\\(([^()]*)\\)");
    private static final Pattern NAME = Pattern.compile("\\$(\\w+)");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Map<String, String> groups = new LinkedHashMap<>();

    void define(String name, String group) {
        groups.put(name, group);
    }

    /** Every phrase of a list separated by {@code ;}. */
    List<String> expandAll(String list) {
        Set<String> phrases = new LinkedHashSet<>();
        for (String pattern : list.split(";")) {
            if (!pattern.isBlank()) {
                expand(substitute(pattern), phrases);
            }
        }
        return List.copyOf(phrases);
    }

    private String substitute(String pattern) {
        // A word list that is itself an alternative joins the group around it.
        return NAME.matcher(pattern).replaceAll(reference -> definition(pattern, reference));
    }

    private String definition(String pattern, MatchResult reference) {
        String group = groups.get(reference.group(1));
        if (group == null) {
            throw new IllegalArgumentException(
                    "unknown word list $" + reference.group(1) + "; defined: " + groups.keySet());
        }
        char before = reference.start() == 0 ? ' ' : pattern.charAt(reference.start() - 1);
        boolean alternative = before == '(' || before == '|';
        return Matcher.quoteReplacement(alternative ? group.substring(1, group.length() - 1) : group);
    }

    private static void expand(String pattern, Set<String> phrases) {
        Matcher group = GROUP.matcher(pattern);
        if (!group.find()) {
            phrases.add(SPACES.matcher(pattern.trim()).replaceAll(" "));
            return;
        }
        for (String alternative : group.group(1).split("\\|", -1)) {
            expand(
                    pattern.substring(0, group.start()) + " " + alternative + " " + pattern.substring(group.end()),
                    phrases);
        }
    }
}
