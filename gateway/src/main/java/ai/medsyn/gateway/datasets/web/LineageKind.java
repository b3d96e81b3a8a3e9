package ai.medsyn.gateway.datasets.web;

import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Kinds of nodes that can be asked about. */
enum LineageKind {
    JOB,
    MODEL,
    CORPUS,
    DATASET,
    REPORT_SET,
    ENTITY_BANK,
    EXPORT,
    CHECKPOINT,
    EVALUATION,
    EXPERIMENT;

    /** The word for it in nodes, for example {@code report-set}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }

    /** Reads the words that answers give, and the names above. */
    @Component
    static final class Words implements Converter<String, LineageKind> {

        @Override
        public LineageKind convert(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
