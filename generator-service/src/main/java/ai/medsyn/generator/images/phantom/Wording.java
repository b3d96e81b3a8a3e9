package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.Laterality;
import ai.medsyn.radiology.Severity;
import ai.medsyn.radiology.Zone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words around one mention: from the mention before it in the same sentence to the one after it. They say what the extractor's
 * attributes have no place for: count, size, looks, the side of findings that usually have none, and which of two sides is worse.
 */
final class Wording {

    private static final Pattern SENTENCE_END = Pattern.compile("[.;!?](?=\\s|$)|\\n");
    private static final Pattern BOTH =
            Pattern.compile("\\b(bilateral\\w*|both|lungs|lobes|bases|apices|zones|bibasilar|biapical)\\b");
    private static final Pattern ONE = Pattern.compile("\\b(left|right)\\b(?! (heart|atri|ventric))");
    private static final Pattern SIZE =
            Pattern.compile("\\b(\\d{1,3}(?:\\.\\d)?)(?: x \\d{1,3}(?:\\.\\d)?)*[ -]?(mm|cm)\\b");
    private static final Pattern COUNT = Pattern.compile(
            "\\b(single|solitary|two|three|four|five|six|couple|few|several|multiple|many|numerous|[2-9])\\b"
                    + "(?!\\s*(mm|cm|th|nd|rd|-|\\.\\d))");
    private static final Map<String, Integer> COUNTS = Map.ofEntries(
            Map.entry("single", 1),
            Map.entry("solitary", 1),
            Map.entry("two", 2),
            Map.entry("couple", 2),
            Map.entry("three", 3),
            Map.entry("few", 3),
            Map.entry("four", 4),
            Map.entry("several", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("multiple", 5),
            Map.entry("many", 8),
            Map.entry("numerous", 9));
    private static final Map<Zone, Pattern> ZONES = zones();
    private static final Map<Severity, Pattern> DEGREES = degrees();
    private static final Pattern GREATER = Pattern.compile(
            "\\b(left|right)(?:-sided|-side| side)?,? (?:is )?(greater|larger|worse|more|less|smaller)[\\w ]{0,14}? than(?: the)? (?:left|right)");
    private static final String DEGREE =
            "(trace|tiny|minimal|small|mild|slight|moderate|moderately large|large|severe|massive|extensive|marked)";
    private static final Pattern TWO_DEGREES =
            Pattern.compile("\\b" + DEGREE + "(?:[- ]sized)? (left|right)(?:-sided)?\\b[\\w ]{0,24}?\\band (?:an? )?"
                    + DEGREE + "(?:[- ]sized)? (left|right)\\b");

    private final String text;
    private final Set<Trait> traits;

    private Wording(String text) {
        this.text = text.toLowerCase(Locale.ROOT);
        this.traits = Trait.in(text);
    }

    /**
     * @param mentions clinical mentions of the prompt, in its order
     * @param index of the one to look around
     */
    static Wording around(String prompt, List<EntityMention> mentions, int index) {
        EntityMention mention = mentions.get(index);
        int start = mention.span().start();
        int end = mention.span().end();
        int from = 0;
        int to = prompt.length();
        Matcher stop = SENTENCE_END.matcher(prompt);
        while (stop.find()) {
            if (stop.end() <= start) {
                from = stop.end();
            } else if (stop.start() >= end) {
                to = stop.start();
                break;
            }
        }
        for (EntityMention other : mentions) {
            if (other.span().end() <= start) {
                from = Math.max(from, other.span().end());
            } else if (other.span().start() >= end) {
                to = Math.min(to, other.span().start());
            }
        }
        return new Wording(prompt.substring(from, to));
    }

    Set<Trait> traits() {
        return traits;
    }

    /** The side that the words give to a finding for which the extractor knows none. */
    Laterality side() {
        if (BOTH.matcher(text).find()) {
            return Laterality.BILATERAL;
        }
        Matcher one = ONE.matcher(text);
        Laterality side = Laterality.UNSPECIFIED;
        while (one.find()) {
            Laterality found = one.group(1).equals("left") ? Laterality.LEFT : Laterality.RIGHT;
            side = side == Laterality.UNSPECIFIED || side == found ? found : Laterality.BILATERAL;
        }
        return side;
    }

    /** Largest diameter in cm, if the text measures the finding. */
    OptionalDouble diameter() {
        Matcher size = SIZE.matcher(text);
        if (!size.find()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(size.group(1));
        return OptionalDouble.of(size.group(2).equals("mm") ? value / 10 : value);
    }

    /** How many, 0 where the text does not say. */
    int count() {
        Matcher count = COUNT.matcher(text);
        if (!count.find()) {
            return 0;
        }
        String word = count.group(1);
        return COUNTS.getOrDefault(word, Character.isDigit(word.charAt(0)) ? word.charAt(0) - '0' : 0);
    }

    /** The degree of one side where the text tells the sides apart, from 0 to 1; empty where it does not. */
    OptionalDouble extent(Side side) {
        Matcher two = TWO_DEGREES.matcher(text);
        if (two.find() && !two.group(2).equals(two.group(4))) {
            return OptionalDouble.of(degree(two.group(two.group(2).equals(side.label()) ? 1 : 3)));
        }
        return OptionalDouble.empty();
    }

    /** Above 1 on the side that the text calls worse, below 1 on the other one. */
    double share(Side side) {
        Matcher greater = GREATER.matcher(text);
        if (!greater.find()) {
            return 1;
        }
        boolean more = !greater.group(2).equals("less") && !greater.group(2).equals("smaller");
        return greater.group(1).equals(side.label()) == more ? 1.3 : 0.55;
    }

    /** Names that are a degree by themselves. */
    double least() {
        return text.contains("tension") || text.contains("complete") || text.contains("massive") ? 0.85 : 0;
    }

    double most() {
        return text.contains("borderline") ? 0.04 : 1;
    }

    /** The zone that the words name, for example in "apical scarring" or "right upper lobe collapse". */
    Zone zone() {
        return first(ZONES, Zone.UNSPECIFIED);
    }

    /** The degree of findings for which the extractor knows none. */
    Severity severity() {
        return first(DEGREES, Severity.UNSPECIFIED);
    }

    private <T> T first(Map<T, Pattern> patterns, T otherwise) {
        for (Map.Entry<T, Pattern> entry : patterns.entrySet()) {
            if (entry.getValue().matcher(text).find()) {
                return entry.getKey();
            }
        }
        return otherwise;
    }

    private static Map<Zone, Pattern> zones() {
        Map<Zone, Pattern> zones = new LinkedHashMap<>();
        zones.put(Zone.APICAL, Pattern.compile("\\b(bi)?(apical|apex|apices)\\b"));
        zones.put(Zone.BASILAR, Pattern.compile("\\b(bi)?(basilar|basal|base|bases)\\b"));
        zones.put(Zone.RETROCARDIAC, Pattern.compile("\\bretrocardiac\\b"));
        zones.put(Zone.PERIHILAR, Pattern.compile("\\bperihilar\\b"));
        zones.put(Zone.UPPER, Pattern.compile("\\bupper (lobe|lung|zone)s?\\b"));
        zones.put(Zone.MIDDLE, Pattern.compile("\\b(mid|middle) ?(lobe|lung|zone)s?\\b|\\blingula"));
        zones.put(Zone.LOWER, Pattern.compile("\\blower (lobe|lung|zone)s?\\b"));
        zones.put(Zone.PERIPHERAL, Pattern.compile("\\b(peripheral|pleural based|subpleural)\\b"));
        zones.put(Zone.DIFFUSE, Pattern.compile("\\bdiffuse"));
        return zones;
    }

    private static Map<Severity, Pattern> degrees() {
        Map<Severity, Pattern> degrees = new LinkedHashMap<>();
        degrees.put(
                Severity.SEVERE,
                Pattern.compile("\\b(severe|large|marked|massive|extensive|huge|advanced|dense|gross)(ly)?\\b"));
        degrees.put(Severity.MODERATE, Pattern.compile("\\bmoderate(ly)?\\b"));
        degrees.put(
                Severity.MILD,
                Pattern.compile(
                        "\\b(mild|small|minimal|slight|subtle|faint|tiny|trace|early|minor(?! fissure))(ly)?\\b"));
        return degrees;
    }

    private static double degree(String word) {
        return switch (word) {
            case "trace", "tiny", "minimal" -> 0.1;
            case "small", "mild", "slight" -> 0.22;
            case "moderate" -> 0.5;
            case "moderately large" -> 0.68;
            default -> 0.86;
        };
    }
}
