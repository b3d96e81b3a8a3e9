package ai.medsyn.generator.reports.imports;

import ai.medsyn.platform.database.BulkInsert;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.radiology.readers.SourceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of table {@code real_report}, written in batches of their own transactions. */
@Component
class RealReportRows {

    private static final int BATCH = 1_000;
    private static final List<String> COLUMNS =
            List.of("report_set", "ordinal", "source_id", "findings", "impression", "prompt_source");

    private final BulkInsert bulk;
    private final TransactionTemplate transactions;

    RealReportRows(BulkInsert bulk, TransactionTemplate transactions) {
        this.bulk = bulk;
        this.transactions = transactions;
    }

    Batch batch(UUID reportSet, CoordinatorProgress progress) {
        return new Batch(reportSet, progress);
    }

    /** Collects the reports of one set. */
    final class Batch implements AutoCloseable {

        private final UUID reportSet;
        private final CoordinatorProgress progress;
        private final List<SourceReport> reports = new ArrayList<>(BATCH);
        private int written;

        private Batch(UUID reportSet, CoordinatorProgress progress) {
            this.reportSet = reportSet;
            this.progress = progress;
        }

        void add(SourceReport report) {
            reports.add(report);
            if (reports.size() == BATCH) {
                flush();
            }
        }

        void flush() {
            int first = written;
            List<Row> rows = new ArrayList<>(reports.size());
            for (int i = 0; i < reports.size(); i++) {
                rows.add(new Row(first + i, reports.get(i)));
            }
            transactions.executeWithoutResult(status -> bulk.insert(
                    "real_report",
                    COLUMNS,
                    rows,
                    (row, out) -> out.uuid(reportSet)
                            .int4(row.ordinal())
                            .text(row.report().id())
                            .text(row.report().findings())
                            .text(row.report().impression())
                            .text(row.report().promptSource().name())));
            written += reports.size();
            reports.clear();
            progress.report(written, written, "reading reports");
        }

        /** What was not flushed is not kept: the import failed and will be read again. */
        @Override
        public void close() {
            reports.clear();
        }
    }

    private record Row(int ordinal, SourceReport report) {}
}
