package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.StoredObject;
import java.io.IOException;
import java.util.List;

/** How one format lays out samples in files. Fed in position order, then finished, then described by the cards. */
interface Layout extends AutoCloseable {

    void add(ExportSample sample) throws IOException;

    /** Stores what is still open. */
    Files finish() throws IOException;

    /** What the format is and how to load it, Markdown. */
    String usage();

    /** Where a split's files lie: a glob for the README's front matter. */
    String filesOf(String split);

    @Override
    void close() throws IOException;

    /**
     * The files of a finished export, for the Croissant card.
     *
     * @param metadata {@code metadata.jsonl} of all samples, whose {@code file_name} names each image
     * @param archives tars that hold the images; empty if they lie in folders
     * @param images globs of the images, from the export's folder or from an archive's root
     */
    record Files(StoredObject metadata, List<StoredObject> archives, List<String> images) {}
}
