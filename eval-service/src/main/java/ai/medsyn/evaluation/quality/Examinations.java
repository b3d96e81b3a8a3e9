package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.LabelledFilms;
import ai.medsyn.evaluation.encoders.TextEmbedder;
import ai.medsyn.evaluation.encoders.Vectors;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.SampleView;
import ai.medsyn.platform.lineage.Samples;
import ai.medsyn.radiology.LabelValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that is measured about one dataset, in the order of its report. */
@Component
class Examinations {

    private final LabelledFilms pixels;
    private final Samples samples;

    Examinations(LabelledFilms pixels, Samples samples) {
        this.pixels = pixels;
        this.samples = samples;
    }

    /**
     * @param reference real films to compare with; null for none
     * @param texts of the encoder's pair; null if it knows no texts
     */
    QualityReport.Builder examine(
            Examination.Side examined,
            Examination.@Nullable Side reference,
            @Nullable TextEmbedder texts,
            QualitySpec.Settings settings) {
        QualityReport.Builder report = new QualityReport.Builder();
        Examination examination = new Examination(settings, pixels);
        report.count("dataset", examined.films().size());
        report.measure("ms-ssim", settings.drawnPairs(), () -> examination.similarity(examined.films()));
        if (reference != null) {
            report.count("reference", reference.films().size());
            report.measure(
                    "ms-ssim-of-reference", settings.drawnPairs(), () -> examination.similarity(reference.films()));
            examination.compare(examined, reference, report);
            examination.memorise(examined, reference, report);
        }
        Map<String, Long> labels = labels(examined.films());
        report.measure("label-evenness", examined.films().size(), () -> Balance.evenness(labels.values()));
        report.balance(labels, reports(examined, texts, report));
        return report;
    }

    static Map<String, Long> labels(List<LabelledFilm> films) {
        Map<String, Long> counts = new TreeMap<>();
        films.forEach(film -> film.labels().forEach((label, value) -> {
            if (value == LabelValue.POSITIVE) {
                counts.merge(label, 1L, Long::sum);
            }
        }));
        return counts;
    }

    /** Reports by entity that was asked for. */
    private Map<String, Long> reports(
            Examination.Side examined, @Nullable TextEmbedder texts, QualityReport.Builder report) {
        EntityFidelity fidelity = new EntityFidelity();
        LabelFidelity stated = new LabelFidelity();
        Map<String, Long> entities = new TreeMap<>();
        List<double[]> films = new ArrayList<>();
        List<double[]> prompts = new ArrayList<>();
        for (int i = 0; i < examined.films().size(); i++) {
            SampleView.Text text = samples.require(
                            examined.dataset().id(),
                            examined.films().get(i).place().ordinal())
                    .text();
            fidelity.add(text);
            if (examined.dataset().origin() == Dataset.Origin.REAL) {
                stated.add(text, examined.films().get(i).labels());
            }
            text.entities().forEach(entity -> entities.merge(entity, 1L, Long::sum));
            if (texts != null && !text.prompt().isBlank()) {
                films.add(Vectors.unit(examined.vectors().get(i)));
                prompts.add(Vectors.unit(texts.embed(List.of(text.prompt())).get(0)));
            }
        }
        int asked = Math.toIntExact(fidelity.reports());
        if (asked > 0) {
            report.measure("entity-precision", asked, fidelity::precision);
            report.measure("entity-recall", asked, fidelity::recall);
            report.measure("entity-exact", asked, fidelity::exact);
            report.measure("entity-evenness", asked, () -> Balance.evenness(entities.values()));
        }
        int read = Math.toIntExact(stated.reports());
        if (read > 0) {
            report.measure("report-label-precision", read, stated::precision);
            report.measure("report-label-recall", read, stated::recall);
        }
        if (films.size() > 1) {
            report.measure("alignment", films.size(), () -> alignment(films, prompts));
            report.measure("alignment-of-shuffled-pairs", films.size(), () -> shuffled(films, prompts));
        }
        return entities;
    }

    /** Mean cosine of films and their own prompts. */
    private static double alignment(List<double[]> films, List<double[]> prompts) {
        double sum = 0;
        for (int i = 0; i < films.size(); i++) {
            sum += Vectors.dot(films.get(i), prompts.get(i));
        }
        return sum / films.size();
    }

    /** Mean over all wrong partners: the mean film times the sum of prompts, without the right ones. */
    private static double shuffled(List<double[]> films, List<double[]> prompts) {
        int n = films.size();
        double[] film = new double[films.get(0).length];
        double[] prompt = new double[film.length];
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < film.length; d++) {
                film[d] += films.get(i)[d];
                prompt[d] += prompts.get(i)[d];
            }
        }
        return (Vectors.dot(film, prompt) - n * alignment(films, prompts)) / ((double) n * (n - 1));
    }
}
