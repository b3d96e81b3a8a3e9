package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Certainty;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.Laterality;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.ReportLabels;
import ai.medsyn.radiology.Severity;
import ai.medsyn.radiology.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * From text to things to draw. Only what the text states or suspects is drawn; what it denies is not. A suspected ("possible") finding
 * is drawn, but at the faint end of its scale whatever adjective it carries: a radiologist hedges when the sign is subtle.
 */
final class PromptReader {

    private static final Pattern PORTABLE =
            Pattern.compile("\\b(portable|supine|bedside|AP (view|chest|projection|film))\\b");
    private static final double UNCERTAIN_EXTENT = 0.2;

    private final EntityExtractor extractor;
    private final Lexicon lexicon = Lexicon.builtIn();
    private final ReportLabels labels = new ReportLabels(lexicon);

    PromptReader(EntityExtractor extractor) {
        this.extractor = extractor;
    }

    PhantomFindings read(String prompt, long seed) {
        List<EntityMention> mentions = extractor.extract(prompt);
        List<EntityMention> clinical = mentions.stream()
                .filter(mention -> mention.entity().category().clinical())
                .toList();
        Map<FindingKind, List<Said>> drawable = new EnumMap<>(FindingKind.class);
        Set<String> unrendered = new LinkedHashSet<>();
        for (int i = 0; i < clinical.size(); i++) {
            EntityMention mention = clinical.get(i);
            if (!stated(mention)) {
                continue;
            }
            List<FindingKind> kinds = DrawnConcepts.kinds(mention.concept());
            if (kinds.isEmpty()) {
                unrendered.add(mention.concept());
            }
            Wording wording = Wording.around(prompt, clinical, i);
            for (FindingKind kind : kinds) {
                drawable.computeIfAbsent(kind, k -> new ArrayList<>()).add(new Said(mention, wording, kind));
            }
        }
        Laterality common = commonSide(drawable);
        List<Finding> findings = new ArrayList<>();
        drawable.forEach((kind, said) -> findings.addAll(resolve(kind, said, common, seed)));
        return new PhantomFindings(
                List.copyOf(findings),
                List.copyOf(unrendered),
                labels.chexpert(mentions),
                labels.nih14(mentions),
                contradictions(clinical),
                PORTABLE.matcher(prompt).find());
    }

    /** Pairs such as "DISEASE:pneumothorax, NON_DISEASE:pneumothorax", in the text's order. */
    private List<String> contradictions(List<EntityMention> mentions) {
        List<Entity> entities =
                mentions.stream().map(EntityMention::entity).distinct().toList();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < entities.size(); i++) {
            for (Entity later : entities.subList(i + 1, entities.size())) {
                if (lexicon.contradicts(entities.get(i), later)) {
                    pairs.add(entities.get(i) + ", " + later);
                }
            }
        }
        return List.copyOf(pairs);
    }

    /** A mention with the words around it. */
    private record Said(EntityMention mention, Wording wording, FindingKind kind) {

        Laterality side() {
            Laterality known = mention.attributes().laterality();
            if (known != Laterality.UNSPECIFIED) {
                return known;
            }
            Laterality worded = wording.side();
            // "Both leads of the pacemaker" are not two pacemakers.
            return kind.device() && worded == Laterality.BILATERAL ? Laterality.UNSPECIFIED : worded;
        }

        Severity severity() {
            Severity known = mention.attributes().severity();
            return known == Severity.UNSPECIFIED ? wording.severity() : known;
        }

        Zone zone() {
            Zone known = mention.attributes().zone();
            return known == Zone.UNSPECIFIED ? wording.zone() : known;
        }

        boolean unsided() {
            return side() == Laterality.UNSPECIFIED;
        }
    }

    /** True for disease, abnormality or device that is or may be there; statements of normality and anatomy are no findings. */
    private static boolean stated(EntityMention mention) {
        EntityCategory category = mention.entity().category();
        return mention.present() && (category == EntityCategory.DISEASE || category == EntityCategory.ABNORMALITY);
    }

    /** At most one finding per side: what is said of a side itself counts more than what is said of no side. */
    private static List<Finding> resolve(FindingKind kind, List<Said> said, Laterality common, long seed) {
        List<Finding> findings = new ArrayList<>();
        if (kind.place == FindingKind.Place.MIDLINE) {
            add(findings, kind, Side.MIDLINE, said, seed);
            return findings;
        }
        Side chosen = chosen(kind, said.get(0).mention().concept(), common, seed);
        boolean sided = said.stream().anyMatch(one -> !one.unsided());
        for (Side side : new Side[] {Side.RIGHT, Side.LEFT}) {
            boolean byDefault = kind.place == FindingKind.Place.BOTH_SIDES || many(kind, said) || side == chosen;
            List<Said> here = said.stream()
                    .filter(one -> one.unsided() ? !sided && byDefault : covers(one.side(), side))
                    .toList();
            if (!here.isEmpty()) {
                List<Said> all = new ArrayList<>(here);
                said.stream()
                        .filter(one -> one.unsided() && !here.contains(one))
                        .forEach(all::add);
                add(findings, kind, side, all, seed);
            }
        }
        return findings;
    }

    /** Miliary or numerous nodules are in both lungs unless the text says otherwise. */
    private static boolean many(FindingKind kind, List<Said> said) {
        return kind == FindingKind.NODULE
                && said.stream()
                        .map(Said::wording)
                        .anyMatch(wording ->
                                wording.count() > 3 || wording.traits().contains(Trait.MILIARY));
    }

    /** The side of a finding for which the text gives none. */
    private static Side chosen(FindingKind kind, String concept, Laterality common, long seed) {
        boolean right = Dice.of(seed, "side of " + concept).chance(kind.rightShare());
        if (kind.followsDisease() && common != Laterality.UNSPECIFIED) {
            right = common != Laterality.LEFT;
        }
        return right ? Side.RIGHT : Side.LEFT;
    }

    /** The one side that all sided disease of the text lies on: "right basilar opacity, possibly pneumonia" means a right pneumonia. */
    private static Laterality commonSide(Map<FindingKind, List<Said>> drawable) {
        Set<Laterality> sides = drawable.entrySet().stream()
                .filter(entry -> !entry.getKey().device())
                .flatMap(entry -> entry.getValue().stream())
                .map(Said::side)
                .filter(side -> side != Laterality.UNSPECIFIED)
                .collect(Collectors.toSet());
        return sides.size() == 1 ? sides.iterator().next() : Laterality.UNSPECIFIED;
    }

    private static boolean covers(Laterality said, Side side) {
        return said == Laterality.BILATERAL || said == (side == Side.LEFT ? Laterality.LEFT : Laterality.RIGHT);
    }

    private static void add(List<Finding> findings, FindingKind kind, Side side, List<Said> said, long seed) {
        Zone zone = said.stream()
                .map(Said::zone)
                .filter(z -> z != Zone.UNSPECIFIED)
                .findFirst()
                .orElse(Zone.UNSPECIFIED);
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        said.forEach(one -> traits.addAll(one.wording().traits()));
        int count = said.stream().mapToInt(one -> one.wording().count()).max().orElse(0);
        double diameter = said.stream()
                .mapToDouble(one -> one.wording().diameter().orElse(0))
                .max()
                .orElse(0);
        findings.add(new Finding(kind, side, zone, extent(kind, side, said, seed), count, diameter, traits));
    }

    private static double extent(FindingKind kind, Side side, List<Said> said, long seed) {
        Severity severity =
                said.stream().map(Said::severity).max(Comparator.naturalOrder()).orElse(Severity.UNSPECIFIED);
        double extent = extent(severity, Dice.of(seed, "extent of " + kind));
        for (Said one : said) {
            extent = one.wording().extent(side).orElse(extent * one.wording().share(side));
            extent = Math.max(one.wording().least(), Math.min(one.wording().most(), extent));
        }
        boolean certain = said.stream().anyMatch(one -> one.mention().certainty() == Certainty.POSITIVE);
        return certain ? Math.min(1, extent) : Math.min(extent, UNCERTAIN_EXTENT);
    }

    /** The same draw at every severity, so that of one seed the severe finding is always larger than the mild one. */
    private static double extent(Severity severity, Dice dice) {
        double u = dice.uniform(0, 1);
        return switch (severity) {
            case MILD -> Shape.mix(0.08, 0.3, u);
            case MODERATE -> Shape.mix(0.38, 0.62, u);
            case SEVERE -> Shape.mix(0.74, 1, u);
            case UNSPECIFIED -> Shape.mix(0.12, 0.7, u);
        };
    }
}
