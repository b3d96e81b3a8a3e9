package ai.medsyn.gateway.datasets;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.platform.lineage.ReportSet;
import ai.medsyn.platform.lineage.ReportSets;
import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.platform.lineage.Splits;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what a team asks for into a build with every default filled in, or says everything that is wrong with it. */
@Component
public class DatasetPlans {

    private final ModelRegistry models;
    private final ImagePlans images;
    private final ReportSets reportSets;
    private final DatasetPackaging packaging;
    private final Capacities capacities;
    private final Thresholds thresholds;

    DatasetPlans(
            ModelRegistry models,
            ReportSets reportSets,
            DatasetPackaging packaging,
            Capacities capacities,
            Thresholds thresholds) {
        this.models = models;
        this.images = new ImagePlans(models);
        this.reportSets = reportSets;
        this.packaging = packaging;
        this.capacities = capacities;
        this.thresholds = thresholds;
    }

    /**
     * What a team wants, with gaps.
     *
     * @param maxUse cap on the uses of an entity; null for one that suffices
     */
    public record Wish(
            String name,
            @Nullable Integer count,
            long seed,
            Texts texts,
            ImageWish images,
            Map<String, Double> thresholds,
            Map<String, Double> splits,
            @Nullable List<String> exports,
            @Nullable Integer maxCandidates) {}

    /** Where texts come from; the sampling as in {@link ai.medsyn.platform.lineage.SamplingSpec}. */
    public record Texts(
            @Nullable UUID reportSet,
            String writer,
            int clinical,
            int anatomy,
            @Nullable Integer maxUse,
            SamplingSpec.Weighting weighting,
            Map<String, Double> prevalences,
            @Nullable String entityBank) {}

    /**
     * A feasible request.
     *
     * @param build what the build will do
     * @param capacity how far the entities reach; null for real reports
     */
    public record Plan(BuildSpec build, Capacities.@Nullable Capacity capacity) {}

    /**
     * Checks a wish against the registry, the lexicon, the report sets and the policies.
     *
     * @throws RequestRefused with every violation at once, or because the entities cannot suffice
     */
    public Plan plan(Wish wish, Caller caller) {
        return plan(wish, List.of(), caller);
    }

    /**
     * The same for a wish whose form may be wrong.
     *
     * @param broken what is wrong with its form; told with everything else, but for what follows from it
     */
    public Plan plan(Wish wish, List<Violation> broken, Caller caller) {
        List<Violation> violations = new ArrayList<>(broken);
        violations(wish, broken, caller).stream()
                .filter(each -> isSound(each.field(), broken))
                .forEach(violations::add);
        if (!violations.isEmpty()) {
            throw RequestRefused.invalid(violations);
        }
        CorpusSpec.ImageSpec drawn = images.plan(wish.images(), violations);
        List<String> exports = exports(wish);
        return wish.texts().reportSet() == null
                ? sampled(wish, drawn, exports, caller)
                : real(wish, drawn, exports, caller);
    }

    private static boolean isSound(String field, List<Violation> broken) {
        return broken.stream().noneMatch(each -> each.isWithin(field));
    }

    private List<Violation> violations(Wish wish, List<Violation> broken, Caller caller) {
        List<Violation> violations = new ArrayList<>();
        Texts texts = wish.texts();
        if (texts.reportSet() == null) {
            checkModel("reports.writer", texts.writer(), ModelKind.REPORT_WRITER, violations);
            if (wish.count() == null) {
                violations.add(new Violation("count", "must be given, from 1 to 1000000", null));
            } else if (wish.maxCandidates() != null && wish.maxCandidates() < wish.count()) {
                violations.add(new Violation(
                        "maxCandidates", "must be at least count, " + wish.count(), wish.maxCandidates()));
            }
        }
        images.plan(wish.images(), violations);
        if (isSound("splits", broken)) {
            checkSplits(wish.splits(), violations);
        }
        if (isSound("exports", broken)) {
            DatasetPackaging.check(exports(wish), packaging.formats(), violations);
        }
        thresholds.check("curation.thresholds", wish.thresholds(), caller, violations);
        return violations;
    }

    private List<String> exports(Wish wish) {
        return wish.exports() == null
                ? packaging.formats()
                : wish.exports().stream().distinct().toList();
    }

    private Plan sampled(Wish wish, CorpusSpec.ImageSpec drawn, List<String> exports, Caller caller) {
        Texts texts = wish.texts();
        int count = wish.count() == null ? 0 : wish.count();
        Capacities.Capacity capacity = capacities.require(count, texts, caller);
        CorpusSpec corpus = new CorpusSpec(
                new CorpusSpec.SampledReports(texts.writer(), capacity.sampling(), capacity.bank()), null, drawn);
        return new Plan(build(wish, count, corpus, exports, Defaults.maxCandidates(count)), capacity);
    }

    private Plan real(Wish wish, CorpusSpec.ImageSpec drawn, List<String> exports, Caller caller) {
        UUID reportSet = Objects.requireNonNull(wish.texts().reportSet());
        ReportSet set = reportSets.require(reportSet, caller.team());
        if (!set.ready() || set.kept() == 0) {
            throw RequestRefused.conflict(
                    "report-set-empty",
                    "report set " + reportSet
                            + " has no reports to draw images for yet; expected an import that has ended"
                            + " with at least one kept report");
        }
        int count = wish.count() == null ? set.kept() : Math.min(wish.count(), set.kept());
        CorpusSpec corpus = new CorpusSpec(null, reportSet, drawn);
        return new Plan(build(wish, count, corpus, exports, set.kept()), null);
    }

    private static BuildSpec build(Wish wish, int count, CorpusSpec corpus, List<String> exports, int candidates) {
        int max = wish.maxCandidates() == null ? candidates : Math.max(count, wish.maxCandidates());
        return new BuildSpec(
                wish.name(),
                count,
                wish.seed(),
                corpus,
                corpus.reportSet() == null ? max : Math.min(max, candidates),
                wish.thresholds(),
                wish.splits(),
                exports);
    }

    private void checkModel(String field, String id, ModelKind kind, List<Violation> violations) {
        try {
            models.require(id, kind);
        } catch (RequestRefused refused) {
            violations.add(new Violation(field, String.valueOf(refused.getMessage()), id));
        }
    }

    private static void checkSplits(Map<String, Double> splits, List<Violation> violations) {
        try {
            new Splits(splits);
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("splits", String.valueOf(e.getMessage()), splits.toString()));
        }
    }
}
