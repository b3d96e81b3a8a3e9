package ai.medsyn.gateway.datasets;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.imaging.ContactSheet;
import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.SampleView;
import ai.medsyn.platform.lineage.Samples;
import ai.medsyn.platform.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The pictures of samples. */
@Component
public class SampleFiles {

    private static final int TILES = 16;
    private static final int COLUMNS = 4;
    private static final int TILE = 256;
    private static final long MAX_PIXELS = 16_000_000;

    private final ArtifactStore store;
    private final Samples samples;
    private final ServiceClients clients;

    SampleFiles(ArtifactStore store, Samples samples, ServiceClients clients) {
        this.store = store;
        this.samples = samples;
        this.clients = clients;
    }

    public byte[] image(SampleView sample) throws IOException {
        return read(sample.image().object());
    }

    /**
     * The masks of a sample.
     *
     * @throws RequestRefused 404 if its generator knows none
     */
    public byte[] mask(SampleView sample) throws IOException {
        ObjectName mask = sample.image().mask();
        if (mask == null) {
            throw RequestRefused.notFound(
                    "no-mask", "generator " + sample.image().generator() + " makes images without masks");
        }
        return read(mask);
    }

    /** The first samples with their impressions. */
    public byte[] contactSheet(Dataset dataset) throws IOException {
        List<ContactSheet.Tile> tiles = new ArrayList<>();
        for (SampleView sample : samples.page(dataset.id(), 0, TILES)) {
            tiles.add(new ContactSheet.Tile(
                    ImageDecoder.decode(image(sample), MAX_PIXELS).gray(),
                    sample.text().prompt()));
        }
        if (tiles.isEmpty()) {
            throw RequestRefused.conflict(
                    "dataset-empty",
                    "dataset " + dataset.id() + " is " + dataset.state() + " and holds no samples yet");
        }
        return ContactSheet.render(tiles, COLUMNS, TILE);
    }

    /** Makes a sample again from what lineage keeps of it, and compares checksums. */
    public JsonNode replay(Dataset dataset, SampleView sample, Caller caller) {
        if (dataset.origin() == Dataset.Origin.REAL) {
            throw RequestRefused.conflict(
                    "sample-imported", "sample " + sample.ordinal() + " was imported; expected one that was made here");
        }
        JsonNode replayed = clients.patientGenerator(caller)
                .post()
                .uri("/v1/replays")
                .body(Map.of("corpus", dataset.corpus().value(), "ordinal", sample.ordinal()))
                .retrieve()
                .body(JsonNode.class);
        if (replayed == null) {
            throw new IllegalStateException("generator-service sent no replay");
        }
        return replayed;
    }

    private byte[] read(ObjectName name) throws IOException {
        try (InputStream content = store.open(name)) {
            return content.readAllBytes();
        }
    }
}
