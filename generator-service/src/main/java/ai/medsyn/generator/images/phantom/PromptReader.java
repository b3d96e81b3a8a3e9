package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Certainty;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.Laterality;
import ai.medsyn.radiology.Severity;
import ai.medsyn.radiology.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From text to things to draw. Only what the text states or suspects is drawn; what it denies is not. A suspected ("possible") finding
 * is drawn, but at the faint end of its scale whatever adjective it carries: a radiologist hedges when the sign is subtle.
 */
final class PromptReader {

    private static final Pattern PORTABLE =
            Pattern.compile("\\b(portable|supine|bedside|AP (view|chest|projection|film))\\b");
    private static final double UNCERTAIN_EXTENT = 0.2;

    private final EntityExtractor extractor;

    PromptReader(EntityExtractor extractor) {
        this.extractor = extractor;
    }

    PhantomFindings read(String prompt, long seed) {
        Map<FindingKind, List<EntityMention>> drawable = new EnumMap<>(FindingKind.class);
        Set<String> unrendered = new LinkedHashSet<>();
        for (EntityMention mention : extractor.extract(prompt)) {
            if (!stated(mention)) {
                continue;
            }
            List<FindingKind> kinds = FindingKind.of(mention.concept());
            if (kinds.isEmpty()) {
                unrendered.add(mention.concept());
            }
            kinds.forEach(kind ->
                    drawable.computeIfAbsent(kind, k -> new ArrayList<>()).add(mention));
        }
        Laterality common = commonSide(drawable);
        List<Finding> findings = new ArrayList<>();
        drawable.forEach((kind, mentions) -> findings.addAll(resolve(kind, mentions, common, seed)));
        return new PhantomFindings(
                List.copyOf(findings),
                List.copyOf(unrendered),
                PORTABLE.matcher(prompt).find());
    }

    /** True for disease, abnormality or device that is or may be there; statements of normality and anatomy are no findings. */
    private static boolean stated(EntityMention mention) {
        EntityCategory category = mention.entity().category();
        return mention.present() && (category == EntityCategory.DISEASE || category == EntityCategory.ABNORMALITY);
    }

    /** At most one finding per side: what is said of a side itself counts more than what is said of no side. */
    private static List<Finding> resolve(FindingKind kind, List<EntityMention> mentions, Laterality common, long seed) {
        Dice dice = Dice.of(seed, "side of " + kind);
        boolean right = dice.chance(kind.rightShare());
        if (kind.followsDisease() && common != Laterality.UNSPECIFIED) {
            right = common != Laterality.LEFT;
        }
        Side chosen = right ? Side.RIGHT : Side.LEFT;
        List<Finding> findings = new ArrayList<>();
        if (kind.place == FindingKind.Place.MIDLINE) {
            add(findings, kind, Side.MIDLINE, mentions, seed);
            return findings;
        }
        boolean sided = mentions.stream().anyMatch(mention -> side(mention) != Laterality.UNSPECIFIED);
        for (Side side : new Side[] {Side.RIGHT, Side.LEFT}) {
            boolean byDefault = kind.place == FindingKind.Place.BOTH_SIDES || side == chosen;
            List<EntityMention> here = mentions.stream()
                    .filter(mention ->
                            side(mention) == Laterality.UNSPECIFIED ? !sided && byDefault : covers(side(mention), side))
                    .toList();
            List<EntityMention> unsided = mentions.stream()
                    .filter(mention -> side(mention) == Laterality.UNSPECIFIED)
                    .toList();
            if (!here.isEmpty()) {
                List<EntityMention> all = new ArrayList<>(here);
                all.addAll(unsided);
                add(findings, kind, side, all, seed);
            }
        }
        return findings;
    }

    /** The one side that all sided disease of the text lies on: "right basilar opacity, possibly pneumonia" means a right pneumonia. */
    private static Laterality commonSide(Map<FindingKind, List<EntityMention>> drawable) {
        Set<Laterality> sides = drawable.entrySet().stream()
                .filter(entry -> !entry.getKey().device())
                .flatMap(entry -> entry.getValue().stream())
                .map(PromptReader::side)
                .filter(side -> side != Laterality.UNSPECIFIED)
                .collect(Collectors.toSet());
        return sides.size() == 1 ? sides.iterator().next() : Laterality.UNSPECIFIED;
    }

    private static Laterality side(EntityMention mention) {
        return mention.attributes().laterality();
    }

    private static boolean covers(Laterality said, Side side) {
        return said == Laterality.BILATERAL || said == (side == Side.LEFT ? Laterality.LEFT : Laterality.RIGHT);
    }

    private static void add(
            List<Finding> findings, FindingKind kind, Side side, List<EntityMention> mentions, long seed) {
        boolean certain = mentions.stream().anyMatch(mention -> mention.certainty() == Certainty.POSITIVE);
        Severity severity = mentions.stream()
                .map(mention -> mention.attributes().severity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.UNSPECIFIED);
        Zone zone = first(mentions);
        double extent = extent(severity, Dice.of(seed, "extent of " + kind));
        if (!certain) {
            extent = Math.min(extent, UNCERTAIN_EXTENT);
        }
        findings.add(new Finding(kind, side, zone == null ? Zone.UNSPECIFIED : zone, extent));
    }

    private static @Nullable Zone first(List<EntityMention> mentions) {
        return mentions.stream()
                .map(mention -> mention.attributes().zone())
                .filter(zone -> zone != Zone.UNSPECIFIED)
                .findFirst()
                .orElse(null);
    }

    /** The same draw at every severity, so that of one seed the severe finding is always larger than the mild one. */
    private static double extent(Severity severity, Dice dice) {
        double u = dice.uniform(0, 1);
        return switch (severity) {
            case MILD -> Shape.mix(0.1, 0.3, u);
            case MODERATE -> Shape.mix(0.38, 0.62, u);
            case SEVERE -> Shape.mix(0.74, 1, u);
            case UNSPECIFIED -> Shape.mix(0.15, 0.65, u);
        };
    }
}
