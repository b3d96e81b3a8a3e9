package ai.medsyn.radiology.readers;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads a collection of reports as a stream: what it holds in memory does not grow with the collection. */
public interface ReportReader {

    /**
     * Hands on every report that passes the rules, in the order of the collection.
     *
     * @param input the collection; the caller closes it
     * @throws ReportFormatException if it is not in the expected format, or exceeds the limits
     * @throws IOException if the stream fails
     */
    ReadSummary read(InputStream input, Consumer<SourceReport> consumer) throws IOException;
}
