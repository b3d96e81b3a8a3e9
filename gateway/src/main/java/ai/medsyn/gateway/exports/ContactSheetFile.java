package ai.medsyn.gateway.exports;

import ai.medsyn.imaging.ContactSheet;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.platform.artifacts.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The first samples of a dataset at a glance: images with their impressions. */
final class ContactSheetFile {

    static final String NAME = "contact-sheet.png";

    private static final int SAMPLES = 16;
    private static final int COLUMNS = 4;
    private static final int TILE = 256;
    private static final long MAX_PIXELS = 4096L * 4096;

    private final List<ContactSheet.Tile> tiles = new ArrayList<>(SAMPLES);

    /** Takes the sample if it is one of the first. */
    void add(ArtifactStore store, ExportSample sample) throws IOException {
        if (tiles.size() == SAMPLES) {
            return;
        }
        try (InputStream in = store.open(sample.radiograph().image().object())) {
            GrayImage image = ImageDecoder.decode(in.readAllBytes(), MAX_PIXELS).gray();
            tiles.add(new ContactSheet.Tile(image, sample.report().text().impression()));
        }
    }

    /** Stores the sheet; a dataset without samples has none. */
    void put(ExportTarget target) throws IOException {
        if (!tiles.isEmpty()) {
            target.put(NAME, ContactSheet.render(tiles, COLUMNS, TILE));
        }
    }
}
