package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.encoders.EncoderPair;
import ai.medsyn.evaluation.encoders.Encoders;
import ai.medsyn.evaluation.encoders.ImageEmbedder;
import ai.medsyn.evaluation.encoders.TextEmbedder;
import ai.medsyn.evaluation.encoders.Vectors;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.platform.jobs.CoordinatorJob;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.lineage.Dataset;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The job {@code quality.report}: everything that can be said about a dataset without training on it. */
@Component
class QualityJob implements CoordinatorJob<QualitySpec> {

    static final String KIND = "quality.report";

    private final Sides sides;
    private final Encoders encoders;
    private final Examinations examinations;
    private final QualityRecords records;

    QualityJob(Sides sides, Encoders encoders, Examinations examinations, QualityRecords records) {
        this.sides = sides;
        this.encoders = encoders;
        this.examinations = examinations;
        this.records = records;
    }

    @Override
    public JobType<QualitySpec> type() {
        return new JobType<>(KIND, QualitySpec.class, "cpu", "films");
    }

    @Override
    public QualityReport run(JobRun<QualitySpec> run, CoordinatorProgress progress) throws IOException {
        String encoder = run.spec().encoder();
        UUID checkpoint = run.spec().checkpoint();
        if (encoder == null && checkpoint == null) {
            return examine(run, new ThumbnailEmbedder(), null, progress);
        }
        try (EncoderPair pair = checkpoint != null
                ? encoders.openCheckpoint(checkpoint, run.team())
                : encoders.open(Objects.requireNonNull(encoder))) {
            return examine(run, pair.images(), pair.texts(), progress);
        } catch (InvalidModelException | Vectors.UnusableEmbedding e) {
            throw new JobFailure("model-unusable", String.valueOf(e.getMessage()), e);
        }
    }

    private QualityReport examine(
            JobRun<QualitySpec> run, ImageEmbedder encoder, @Nullable TextEmbedder texts, CoordinatorProgress progress)
            throws IOException {
        QualitySpec spec = run.spec();
        Dataset dataset = sides.require(spec.dataset(), run.team());
        Examination.Side examined = sides.of(dataset, spec.settings(), encoder, progress);
        Examination.Side reference = spec.reference() == null
                ? null
                : sides.of(sides.require(spec.reference(), run.team()), spec.settings(), encoder, progress);
        int films = examined.films().size();
        progress.report(films, films, "measuring");
        QualityReport.Builder found = examinations.examine(examined, reference, texts, spec.settings());
        QualityReport report = found.build(
                run.id().value(), dataset.name() + " " + dataset.version().orElseThrow(), encoder.identity());
        records.keep(run, report, found.pictures());
        return report;
    }
}
