package ai.medsyn.gateway.exports;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * Packages a sealed dataset in one format, under {@code datasets/<id>/<format>/} of the artifact store. Deterministic and repeatable: a
 * second run puts the same bytes under the same names.
 */
public interface DatasetExporter {

    /** The format's name, which is also its folder: {@code folder}, {@code webdataset}. */
    String format();

    /**
     * Exports a dataset.
     *
     * @param samples all samples in position order; read once, not closed
     * @throws DatasetMismatchException if the samples are not those that were sealed
     * @throws IOException if the store or the scratch disk failed; run the export again
     */
    ExportResult export(ExportDataset dataset, Stream<ExportSample> samples) throws IOException;
}
