package ai.medsyn.training.runs;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.SampleView;
import ai.medsyn.platform.lineage.Samples;
import ai.medsyn.vision.data.PairSource;
import ai.medsyn.vision.data.RawPair;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Samples of a sealed dataset, read from the database in pages and from the artifact store one by one. */
final class DatasetPairs implements PairSource {

    private static final int PAGE = 500;

    private final Dataset dataset;
    private final List<String> splits;
    private final int[] positions;
    private final Samples samples;
    private final ArtifactStore artifacts;
    private final Map<Integer, SampleView> page = new HashMap<>();

    DatasetPairs(Dataset dataset, List<String> splits, int[] positions, Samples samples, ArtifactStore artifacts) {
        this.dataset = dataset;
        this.splits = splits;
        this.positions = positions;
        this.samples = samples;
        this.artifacts = artifacts;
    }

    @Override
    public String name() {
        return "dataset " + dataset.id() + " (splits " + splits + ")";
    }

    /** A sealed dataset never changes, and its id is its own. */
    @Override
    public String digest() {
        return dataset.id() + " " + splits + " " + positions.length;
    }

    @Override
    public int size() {
        return positions.length;
    }

    @Override
    public RawPair read(int index) throws IOException {
        SampleView sample = page.get(positions[index]);
        if (sample == null) {
            page.clear();
            samples.page(dataset.id(), positions[index], PAGE).forEach(each -> page.put(each.position(), each));
            sample = page.get(positions[index]);
        }
        if (sample == null) {
            throw new IOException(
                    "sample " + dataset.id() + "/" + positions[index] + " is not in the database any more");
        }
        try (InputStream image = artifacts.open(sample.image().object())) {
            return new RawPair(
                    dataset.id() + "/" + sample.ordinal(),
                    image.readAllBytes(),
                    sample.text().findings(),
                    sample.text().impression());
        }
    }
}
