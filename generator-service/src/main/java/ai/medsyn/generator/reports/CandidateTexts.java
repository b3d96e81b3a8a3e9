package ai.medsyn.generator.reports;

import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.lineage.Seeds;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.LabelValue;
import ai.medsyn.radiology.ReportLabels;
import ai.medsyn.radiology.ReportText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Has texts written, by model id, and labels them. */
@Component
public class CandidateTexts {

    private final Map<String, ReportWriter> writers = new TreeMap<>();
    private final List<WriterSource> sources;
    private final EntityExtractor extractor;
    private final ReportLabels labels;

    CandidateTexts(
            List<ReportWriter> writers, List<WriterSource> sources, EntityExtractor extractor, ReportLabels labels) {
        writers.forEach(writer -> this.writers.put(writer.modelId(), writer));
        this.sources = sources;
        this.extractor = extractor;
        this.labels = labels;
    }

    /** The seed of a candidate's text. */
    static long seed(long corpusSeed, int ordinal) {
        return Seeds.derive(corpusSeed, "report", ordinal, 0);
    }

    /**
     * The writer of a model.
     *
     * @throws JobFailure if there is none, or its registration cannot be used
     */
    ReportWriter writer(String model) {
        ReportWriter writer = writers.get(model);
        if (writer != null) {
            return writer;
        }
        return sources.stream()
                .flatMap(source -> source.find(model).stream())
                .findFirst()
                .orElseThrow(() -> new JobFailure(
                        "unknown-model", "no report writer " + model + " in this service; known: " + writers.keySet()));
    }

    /** Writes the texts of consecutive ordinals, as many at once as the writer works well with. */
    List<CandidateText> write(String model, long corpusSeed, IntStream ordinals, IntFunction<List<Entity>> entities)
            throws InterruptedException {
        ReportWriter writer = writer(model);
        if (writer.concurrency() == 1) {
            return ordinals.mapToObj(ordinal -> write(writer, corpusSeed, ordinal, entities.apply(ordinal)))
                    .toList();
        }
        List<Callable<CandidateText>> tasks = ordinals.<Callable<CandidateText>>mapToObj(
                        ordinal -> () -> write(writer, corpusSeed, ordinal, entities.apply(ordinal)))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(writer.concurrency(), tasks.size()));
        try {
            List<Future<CandidateText>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(threads.submit(task)));
            List<CandidateText> texts = new ArrayList<>();
            for (Future<CandidateText> future : futures) {
                texts.add(result(future));
            }
            return texts;
        } finally {
            // The first failure ends the block: calls of the others are given up.
            threads.shutdownNow();
        }
    }

    private static CandidateText result(Future<CandidateText> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private CandidateText write(ReportWriter writer, long corpusSeed, int ordinal, List<Entity> entities) {
        long seed = seed(corpusSeed, ordinal);
        WrittenReport report = writer.write(entities, seed);
        return new CandidateText(
                ordinal, report, report.promptSource(), entities, labels(report), seed, writer.modelId(), null);
    }

    /** What the text states of the CheXpert observations. */
    Map<String, LabelValue> labels(WrittenReport report) {
        return labels.chexpert(extractor.extract(ReportText.join(report.findings(), report.impression())));
    }
}
