package ai.medsyn.generator.reports.banks.web;

import ai.medsyn.generator.reports.banks.Bank;
import ai.medsyn.generator.reports.banks.NewBank;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.lineage.ReportSet;
import ai.medsyn.platform.lineage.ReportSets;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.radiology.EntityExtractor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what a bank is to be built from. */
@Component
class BankSources {

    private final ReportSets reportSets;
    private final EntityExtractor extractor;

    BankSources(ReportSets reportSets, EntityExtractor extractor) {
        this.reportSets = reportSets;
        this.extractor = extractor;
    }

    NewBank resolve(BankRequest request, Caller caller) {
        Bank.Source source = switch (request.origin()) {
            case LEXICON -> new Bank.Source(Bank.Origin.LEXICON, null, null, extractor.modelId());
            case LIST -> {
                String list = required("list", request.list());
                yield new Bank.Source(Bank.Origin.LIST, null, list, null);
            }
            case REPORT_SET -> {
                UUID set = required("reportSet", request.reportSet());
                check(reportSets.require(set, caller.team()));
                yield new Bank.Source(Bank.Origin.REPORT_SET, set, null, extractor.modelId());
            }
        };
        return new NewBank(request.id(), caller.team(), request.name(), source);
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw RequestRefused.invalid(List.of(new Violation(field, "must be given for this origin", null)));
        }
        return value;
    }

    private static void check(ReportSet set) {
        if (!set.ready() || set.kept() == 0) {
            throw RequestRefused.conflict(
                    "report-set-empty",
                    "report set " + set.id() + " has no reports to read yet; expected an import that has ended with at"
                            + " least one kept report");
        }
    }
}
