package ai.medsyn.radiology.readers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The Open-i (Indiana University) reports as downloaded: {@code NLMCXR_reports.tgz}, one XML document a report. A document
 * that is no well-formed XML is left out as {@code unreadable}; one with a document type declaration ends the reading.
 */
public final class OpenIReportReader implements ReportReader {

    private final ReadLimits limits;
    private final Repeats repeats;

    public OpenIReportReader() {
        this(ReadLimits.DEFAULT);
    }

    public OpenIReportReader(ReadLimits limits) {
        this(limits, Repeats.KEEP);
    }

    public OpenIReportReader(ReadLimits limits, Repeats repeats) {
        this.limits = limits;
        this.repeats = repeats;
    }

    @Override
    public ReadSummary read(InputStream input, Consumer<SourceReport> consumer) throws IOException {
        ReportIntake intake = new ReportIntake(consumer, repeats);
        try (TarArchiveInputStream archive = open(input)) {
            for (TarArchiveEntry entry = next(archive); entry != null; entry = next(archive)) {
                if (entry.isFile() && entry.getName().toLowerCase(Locale.ROOT).endsWith(".xml")) {
                    if (intake.read() == limits.reports()) {
                        throw new ReportFormatException(
                                "too-many-reports",
                                "expected at most " + limits.reports() + " reports, found more; split the archive");
                    }
                    take(content(archive), intake);
                }
            }
        }
        if (intake.read() == 0) {
            throw new ReportFormatException(
                    "no-reports", "expected XML reports in the archive, found none; is it NLMCXR_reports.tgz?");
        }
        return intake.summary();
    }

    private static void take(byte[] document, ReportIntake intake) throws ReportFormatException {
        try {
            OpenIDocument report = OpenIDocument.parse(new ByteArrayInputStream(document));
            String id = report.id().isEmpty() ? "report-" + (intake.read() + 1) : report.id();
            intake.take(id, report.findings(), report.impression(), report.captions());
        } catch (XMLStreamException e) {
            intake.drop("unreadable");
        }
    }

    private TarArchiveInputStream open(InputStream input) throws IOException {
        // The archive's stream is closed here, the caller's is not.
        InputStream shielded = new UnclosedInputStream(input);
        try {
            return new TarArchiveInputStream(
                    new BoundedInputStream(new GZIPInputStream(shielded, 1 << 16), limits.totalBytes()));
        } catch (IOException e) {
            throw new ReportFormatException(
                    "gzip-broken",
                    "expected a gzip-compressed tar archive, found something else: " + e.getMessage(),
                    e);
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream archive) throws IOException {
        try {
            return archive.getNextEntry();
        } catch (ReportFormatException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw broken(e);
        }
    }

    private byte[] content(TarArchiveInputStream archive) throws IOException {
        byte[] content;
        try {
            content = archive.readNBytes(limits.reportBytes() + 1);
        } catch (ReportFormatException e) {
            throw e;
        } catch (IOException e) {
            throw broken(e);
        }
        if (content.length > limits.reportBytes()) {
            throw new ReportFormatException(
                    "report-too-large", "expected at most " + limits.reportBytes() + " bytes in a report, found more");
        }
        return content;
    }

    private static ReportFormatException broken(Exception cause) {
        return new ReportFormatException(
                "archive-broken",
                "the archive is damaged or cut off: " + cause.getMessage() + "; download or upload it again",
                cause);
    }
}
