package ai.medsyn.gateway.datasets;

import ai.medsyn.gateway.exports.ExportDataset;
import ai.medsyn.gateway.exports.ExportSample;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.lineage.Corpus;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.SampleView;
import ai.medsyn.platform.models.Model;
import ai.medsyn.platform.models.ModelRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells the exporters what lineage knows of a dataset. */
@Component
class ExportSource {

    /** The licence of what the platform itself made. */
    private static final String OURS = "CC-BY-4.0";
    /** Real reports keep the terms of their source, which we do not know. */
    private static final String THEIRS = "urn:licence:of-the-source-of-the-reports";

    private final Datasets datasets;
    private final Jobs jobs;
    private final ModelRegistry models;
    private final DatasetBalance balance;
    private final JsonMapper json;

    ExportSource(Datasets datasets, Jobs jobs, ModelRegistry models, DatasetBalance balance, JsonMapper json) {
        this.datasets = datasets;
        this.jobs = jobs;
        this.models = models;
        this.balance = balance;
        this.json = json;
    }

    ExportDataset describe(Dataset dataset) {
        Corpus corpus = datasets.requireCorpus(dataset.corpus());
        TreeMap<String, Long> rejected = new TreeMap<>(
                json.readerForMapOf(Long.class).<java.util.Map<String, Long>>readValue(dataset.rejectedJson()));
        return new ExportDataset(
                new ExportDataset.Identity(
                        dataset.id(),
                        dataset.name(),
                        dataset.version().orElseThrow().toString(),
                        dataset.team(),
                        dataset.origin().name()),
                new ExportDataset.Release(
                        dataset.createdAt(),
                        dataset.sealedAt().orElseThrow(),
                        dataset.manifestDigest().orElseThrow(),
                        dataset.origin() == Dataset.Origin.SYNTHETIC ? OURS : THEIRS),
                new ExportDataset.Counts(dataset.requested(), dataset.generated(), dataset.accepted(), rejected),
                provenance(dataset, corpus),
                balance.of(dataset).measures());
    }

    private ExportDataset.Provenance provenance(Dataset dataset, Corpus corpus) {
        String spec = jobs.require(new JobId(dataset.job()), dataset.team()).spec();
        ExportDataset.Parent parent = dataset.parent()
                .map(id -> new ExportDataset.Parent(
                        id,
                        datasets.require(id, dataset.team())
                                .version()
                                .orElseThrow()
                                .toString()))
                .orElse(null);
        var made = datasets.spec(corpus);
        List<ExportDataset.Model> used = new ArrayList<>();
        if (made.sampled() != null) {
            used.add(model("writer", made.sampled().writer()));
        }
        used.add(model("generator", made.images().generator()));
        return new ExportDataset.Provenance(spec, corpus.seed(), dataset.thresholdsJson(), parent, used);
    }

    private ExportDataset.Model model(String role, String id) {
        Model model = models.find(id);
        List<Sha256> files = model.files().stream().map(file -> file.sha256()).toList();
        return new ExportDataset.Model(id, role, model.version(), model.licence(), files);
    }

    ExportSample sample(SampleView sample) {
        SampleView.Text text = sample.text();
        SampleView.Image image = sample.image();
        SortedMap<String, String> labels = new TreeMap<>(
                json.readerForMapOf(String.class).<java.util.Map<String, String>>readValue(text.labelsJson()));
        return new ExportSample(
                sample.position(),
                sample.ordinal(),
                sample.split(),
                new ExportSample.Report(
                        new ExportSample.Text(
                                text.findings(),
                                text.impression(),
                                text.promptSource(),
                                text.tokenCount(),
                                text.sha256()),
                        new ExportSample.Annotation(text.entities(), labels),
                        new ExportSample.Written(text.writer(), text.seed(), text.attempts(), text.sourceId())),
                new ExportSample.Radiograph(
                        new ExportSample.Image(
                                image.object(),
                                image.sha256(),
                                Math.toIntExact(image.bytes()),
                                image.width(),
                                image.height()),
                        new ExportSample.Drawn(
                                image.generator(),
                                image.seed(),
                                image.settingsJson(),
                                image.mask(),
                                image.unrendered())));
    }
}
