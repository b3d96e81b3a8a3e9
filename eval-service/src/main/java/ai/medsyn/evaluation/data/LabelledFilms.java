package ai.medsyn.evaluation.data;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.lineage.Annotation;
import ai.medsyn.platform.lineage.Annotations;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.SampleView;
import ai.medsyn.platform.lineage.Samples;
import ai.medsyn.radiology.LabelValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the films of dataset versions with what is known about them. */
@Component
public class LabelledFilms {

    private static final int BATCH = 1_000;
    private static final long MAX_PIXELS = 100_000_000;

    private final Samples samples;
    private final Annotations annotations;
    private final ArtifactStore store;
    private final JsonMapper json;
    private final MadeLabels made;

    LabelledFilms(Samples samples, Annotations annotations, ArtifactStore store, JsonMapper json) {
        this.samples = samples;
        this.annotations = annotations;
        this.store = store;
        this.json = json;
        this.made = new MadeLabels(json);
    }

    /** All films of a version in position order; their pixels stay in the store. */
    public List<LabelledFilm> of(Dataset dataset) {
        List<LabelledFilm> films = new ArrayList<>(dataset.accepted());
        for (int from = 0; ; from += BATCH) {
            List<SampleView> page = samples.page(dataset.id(), from, BATCH);
            if (!page.isEmpty()) {
                int first = page.get(0).ordinal();
                int last = page.get(page.size() - 1).ordinal();
                Map<Integer, Annotation> known = annotations.find(dataset.corpus(), first, last + 1);
                page.forEach(sample ->
                        films.add(film(dataset, sample, known.getOrDefault(sample.ordinal(), Annotation.NONE))));
            }
            if (page.size() < BATCH) {
                return films;
            }
        }
    }

    private LabelledFilm film(Dataset dataset, SampleView sample, Annotation annotation) {
        boolean imported = dataset.origin() == Dataset.Origin.REAL;
        return new LabelledFilm(
                new LabelledFilm.Place(sample.position(), sample.ordinal(), sample.split()),
                new LabelledFilm.Subject(annotation.patient(), annotation.view()),
                sample.image().object(),
                imported ? stored(sample) : made.labels(sample),
                new LabelledFilm.Regions(
                        imported ? annotation.boxes() : made.boxes(sample),
                        sample.image().mask()));
    }

    private Map<String, LabelValue> stored(SampleView sample) {
        Map<String, LabelValue> labels = new LinkedHashMap<>();
        json.readTree(sample.text().labelsJson())
                .properties()
                .forEach(label -> labels.put(
                        label.getKey(), LabelValue.valueOf(label.getValue().asString())));
        return labels;
    }

    /** The pixels of a film. */
    public GrayImage pixels(LabelledFilm film) throws IOException {
        return ImageDecoder.decode(bytes(film.image()), MAX_PIXELS).gray();
    }

    /** The mask of a film; empty if it has none. */
    public Optional<FilmMask> mask(LabelledFilm film) throws IOException {
        ObjectName name = film.regions().mask();
        if (name == null) {
            return Optional.empty();
        }
        MaskImage mask = MaskImage.decode(bytes(name), MAX_PIXELS);
        Map<String, List<String>> structures = new LinkedHashMap<>();
        for (String structure : mask.names()) {
            Set<String> labels = made.labelsOf(structure);
            if (labels.isEmpty()) {
                labels = Set.of(structure.substring(structure.indexOf(':') + 1)); // an import names the label itself
            }
            labels.forEach(label ->
                    structures.computeIfAbsent(label, none -> new ArrayList<>()).add(structure));
        }
        return Optional.of(new FilmMask(mask, structures));
    }

    private byte[] bytes(ObjectName name) throws IOException {
        try (InputStream content = store.open(name)) {
            return content.readAllBytes();
        }
    }
}
