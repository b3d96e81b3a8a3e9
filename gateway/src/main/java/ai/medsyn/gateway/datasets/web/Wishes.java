package ai.medsyn.gateway.datasets.web;

import ai.medsyn.gateway.datasets.DatasetPlans;
import ai.medsyn.gateway.datasets.Defaults;
import ai.medsyn.gateway.datasets.ImageWish;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.lineage.SamplingSpec.Weighting;
import ai.medsyn.platform.lineage.Splits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a request and fills in what the platform decides without looking anything up. */
final class Wishes {

    private Wishes() {}

    static DatasetPlans.Wish of(DatasetRequest request) {
        return new DatasetPlans.Wish(
                request.name(),
                request.count(),
                or(request.seed(), 0L),
                texts(request.reports()),
                images(request.images()),
                request.curation() == null ? Map.of() : or(request.curation().thresholds(), Map.of()),
                or(request.splits(), Splits.DEFAULT.fractions()),
                request.exports(),
                request.maxCandidates());
    }

    /** Members that nothing would obey are refused, not ignored. */
    static List<Violation> contradictions(DatasetRequest request) {
        DatasetRequest.Reports reports = request.reports();
        if (reports == null || reports.reportSet() == null) {
            return List.of();
        }
        List<Violation> violations = new ArrayList<>();
        String message = "must be left out: the reports are those of the report set";
        if (reports.writer() != null) {
            violations.add(new Violation("reports.writer", message, reports.writer()));
        }
        if (reports.sampling() != null) {
            violations.add(new Violation("reports.sampling", message, null));
        }
        return violations;
    }

    private static DatasetPlans.Texts texts(DatasetRequest.@Nullable Reports reports) {
        DatasetRequest.Sampling sampling = reports == null ? null : reports.sampling();
        return new DatasetPlans.Texts(
                reports == null ? null : reports.reportSet(),
                reports == null ? Defaults.WRITER : or(reports.writer(), Defaults.WRITER),
                sampling == null ? Defaults.CLINICAL : or(sampling.clinical(), Defaults.CLINICAL),
                sampling == null ? Defaults.ANATOMY : or(sampling.anatomy(), Defaults.ANATOMY),
                sampling == null ? null : sampling.maxUse(),
                sampling == null ? Weighting.BALANCED : or(sampling.weighting(), Weighting.BALANCED),
                sampling == null ? Map.of() : or(sampling.prevalences(), Map.of()),
                sampling == null ? null : sampling.entityBank());
    }

    private static ImageWish images(DatasetRequest.@Nullable Images images) {
        return images == null
                ? new ImageWish(Defaults.GENERATOR, null, null, null, null, null, null, null)
                : new ImageWish(
                        or(images.generator(), Defaults.GENERATOR),
                        images.size(),
                        images.steps(),
                        images.guidanceScale(),
                        images.guidanceRescale(),
                        images.scheduler(),
                        images.negativePrompt(),
                        images.latents());
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }
}
