package ai.medsyn.radiology;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads comparison, size and number of a finding from the words around it; {@code courses.txt} lists the comparisons. */
final class DetailReader {

    private static final PhraseAutomaton<Course> COURSES = courses();
    private static final Map<String, Integer> NUMBERS = numbers();
    private static final int REACH_BEFORE = 7;
    private static final int REACH_AFTER = 12;
    private static final int MOST = 99;
    private static final Set<String> COORDINATION = Set.of("and", "or", "with");

    private final List<Word> sentence;
    private final int[] owner;
    private final List<Match<Course>> courses;

    /** @param owner for each word the index of the clinical mention that it belongs to, or -1 */
    DetailReader(List<Word> sentence, int[] owner) {
        this.sentence = sentence;
        this.owner = owner;
        this.courses = Cue.longest(COURSES.matches(sentence));
    }

    Detail of(Match<?> mention, Assertion.Decision decision) {
        boolean denied = decision.certainty().filter(Certainty.NEGATED::equals).isPresent();
        if (denied) {
            boolean resolved =
                    courses.stream().anyMatch(course -> course.value() == Course.RESOLVED && reaches(course, mention));
            return resolved ? new Detail(Course.RESOLVED, null, null) : Detail.NONE;
        }
        Course course = course(mention);
        Double size = size(mention);
        Integer count = count(mention);
        return course == Course.UNSPECIFIED && size == null && count == null
                ? Detail.NONE
                : new Detail(course, size, count);
    }

    private Course course(Match<?> mention) {
        Match<Course> nearest = null;
        for (Match<Course> course : courses) {
            if (course.value() != Course.RESOLVED
                    && reaches(course, mention)
                    && (nearest == null || distance(course, mention) < distance(nearest, mention))) {
                nearest = course;
            }
        }
        return nearest == null ? Course.UNSPECIFIED : nearest.value();
    }

    private boolean reaches(Match<Course> course, Match<?> mention) {
        if (course.to() <= mention.from()) {
            return mention.from() - course.to() <= REACH_BEFORE && free(course.to(), mention.from(), false);
        }
        return course.from() >= mention.to()
                && course.from() - mention.to() <= REACH_AFTER
                && free(mention.to(), course.from(), true)
                && !describesTheNext(course, mention.to());
    }

    /** "Nodule and unchanged effusion": behind a coordination a comparison belongs to the finding that follows it. */
    private boolean describesTheNext(Match<Course> course, int from) {
        boolean coordinated = false;
        for (int i = from; i < course.from(); i++) {
            coordinated |= COORDINATION.contains(sentence.get(i).stem());
        }
        for (int i = course.to(); coordinated && i < sentence.size(); i++) {
            if (sentence.get(i).separated()) {
                return false;
            }
            if (owner[i] >= 0) {
                return true;
            }
        }
        return false;
    }

    /** True if neither another finding nor, but for the comma of "effusion, unchanged", the end of a clause lies between. */
    private boolean free(int from, int to, boolean commaBeforeLast) {
        for (int i = from; i < to; i++) {
            if (owner[i] >= 0 || sentence.get(i).separated()) {
                return false;
            }
        }
        Word next = sentence.get(to);
        return !next.separated() || commaBeforeLast && next.separator() == ',';
    }

    private static int distance(Match<?> cue, Match<?> mention) {
        return cue.to() <= mention.from() ? mention.from() - cue.to() : cue.from() - mention.to();
    }

    /** The largest extent in millimetres, of {@code 2.3 x 1.5 cm} the 23. */
    private @Nullable Double size(Match<?> mention) {
        Double largest = null;
        int first = Math.max(0, mention.from() - REACH_BEFORE);
        int last = Math.min(sentence.size(), mention.to() + REACH_AFTER);
        for (int i = first; i < last; i++) {
            Double scale = scale(sentence.get(i).stem());
            if (scale == null || !unowned(i, mention)) {
                continue;
            }
            for (int j = i - 1;
                    j >= 0 && (number(j) != null || sentence.get(j).stem().equals("x"));
                    j--) {
                Double value = number(j);
                if (value != null && (largest == null || value * scale > largest)) {
                    largest = value * scale;
                }
            }
        }
        return largest;
    }

    /** True if no other finding lies between a word and the mention. */
    private boolean unowned(int word, Match<?> mention) {
        int from = Math.min(word, mention.to());
        int to = Math.max(word, mention.from());
        for (int i = from; i < to; i++) {
            if (owner[i] >= 0 && (i < mention.from() || i >= mention.to())) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Integer count(Match<?> mention) {
        for (int i = mention.from() - 1; i >= Math.max(0, mention.from() - 4) && owner[i] < 0; i--) {
            if (sentence.get(i + 1).separated()) {
                return null;
            }
            Integer number = NUMBERS.get(sentence.get(i).stem());
            if (number == null) {
                Double digits = number(i);
                number = digits != null && digits == Math.rint(digits) && digits >= 1 && digits <= MOST
                        ? Integer.valueOf(digits.intValue())
                        : null;
            }
            if (number != null) {
                return scale(sentence.get(i + 1).stem()) == null
                                && !sentence.get(i + 1).stem().equals("x")
                        ? number
                        : null;
            }
        }
        return null;
    }

    private @Nullable Double number(int word) {
        String text = sentence.get(word).stem();
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            dots += c == '.' ? 1 : 0;
            if (c != '.' && (c < '0' || c > '9')) {
                return null;
            }
        }
        return dots > 1 || text.length() > 6 ? null : Double.valueOf(text);
    }

    private static @Nullable Double scale(String unit) {
        return switch (unit) {
            case "mm", "millimeter", "millimetre" -> 1.0;
            case "cm", "centimeter", "centimetre" -> 10.0;
            default -> null;
        };
    }

    private static PhraseAutomaton<Course> courses() {
        PhraseGrammar grammar = new PhraseGrammar();
        return PhraseAutomaton.of(add -> LexiconReader.lines("courses.txt").forEach(line -> {
            int colon = line.indexOf(':');
            Course course = Course.valueOf(line.substring(0, colon).trim().toUpperCase(Locale.ROOT));
            grammar.expandAll(line.substring(colon + 1)).forEach(phrase -> add.accept(phrase, course));
        }));
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> words = List.of(
                "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
        for (int i = 0; i < words.size(); i++) {
            numbers.put(words.get(i), i + 1);
        }
        numbers.put("single", 1);
        numbers.put("solitary", 1);
        numbers.put("paired", 2);
        return numbers;
    }
}
