package ai.medsyn.generator.reports;

import ai.medsyn.generator.reports.banks.Banks;
import ai.medsyn.generator.reports.entities.BalancedSampler;
import ai.medsyn.generator.reports.entities.CapacityReport;
import ai.medsyn.generator.reports.entities.EntityBank;
import ai.medsyn.generator.reports.entities.EntityBanks;
import ai.medsyn.generator.reports.entities.SamplingExhaustedException;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Whether the entities suffice for a request, asked before anything is made. */
@Component
public class Capacity {

    /** The paper's cap (recalled, not verified). */
    private static final int PAPER_CAP = 15;
    /** Room for top-ups and for sets that contradictions forbid, where the cap is ours to choose. */
    private static final double ROOM = 2;
    /** Where uses follow frequencies, a cap would bend them. */
    private static final int NO_CAP = 10_000_000;

    private final EntityBanks contents;
    private final Banks banks;
    private final CandidateTexts texts;

    Capacity(EntityBanks contents, Banks banks, CandidateTexts texts) {
        this.contents = contents;
        this.banks = banks;
        this.texts = texts;
    }

    /**
     * A sampling to try.
     *
     * @param maxUse null for the smallest sensible cap
     * @param bank id, name or {@code name@version}; null for the built-in lexicon
     * @param writer model id of the writer that shall write what is sampled; null if none shall
     */
    public record Question(
            int count,
            int clinical,
            int anatomy,
            @Nullable Integer maxUse,
            SamplingSpec.Weighting weighting,
            Map<String, Double> prevalences,
            @Nullable String bank,
            @Nullable String writer) {}

    /**
     * The answer.
     *
     * @param sampling the sampling with its cap filled in
     * @param bank id of the bank; null for the built-in lexicon
     * @param groups clinical and anatomy: entities, uses that the cap allows, uses needed
     * @param message for a person: what is short and what to do
     */
    public record Answer(
            boolean feasible,
            SamplingSpec sampling,
            @Nullable UUID bank,
            Map<String, Group> groups,
            String message) {}

    /** Entities of a group, the uses that the cap allows, and the uses needed. */
    public record Group(int entities, long capacity, long needed) {}

    /**
     * Answers a question.
     *
     * @throws RequestRefused 409 {@code entity-bank-not-ready}; 422 {@code infeasible-sampling} if no cap could help,
     *     {@code writer-misconfigured}, {@code writer-key-missing}, {@code writer-cannot-say}
     */
    public Answer answer(Question question, String team) {
        UUID id = question.bank() == null
                ? null
                : banks.requireReady(question.bank(), team).id();
        EntityBank bank = contents.require(id);
        if (question.writer() != null) {
            checkWriter(question.writer(), bank);
        }
        SamplingSpec sampling = new SamplingSpec(
                question.clinical(),
                question.anatomy(),
                question.maxUse() == null ? cap(question, bank) : question.maxUse(),
                question.weighting(),
                question.prevalences());
        CapacityReport report;
        try {
            report = new BalancedSampler(bank, sampling).capacity(Map.of(), question.count());
        } catch (SamplingExhaustedException impossible) {
            throw refused("infeasible-sampling", String.valueOf(impossible.getMessage()));
        }
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put("clinical", new Group(bank.size(true), report.clinicalCapacity(), report.clinicalNeeded()));
        groups.put("anatomy", new Group(bank.size(false), report.anatomyCapacity(), report.anatomyNeeded()));
        return new Answer(report.feasible(), sampling, id, groups, "the request " + report.explanation());
    }

    private void checkWriter(String model, EntityBank bank) {
        ReportWriter writer;
        try {
            writer = texts.writer(model);
        } catch (JobFailure unusable) {
            throw refused(unusable.code(), String.valueOf(unusable.getMessage()));
        }
        List<Entity> unknown = Arrays.stream(EntityCategory.values())
                .flatMap(category -> bank.entries(category).stream())
                .map(EntityBank.Entry::entity)
                .filter(entity -> !writer.canSay(entity))
                .toList();
        if (!unknown.isEmpty()) {
            throw refused(
                    "writer-cannot-say",
                    "the writer " + model + " was expected to know all entities of the bank, found " + unknown.size()
                            + " that it does not, for example " + unknown.get(0)
                            + "; choose a writer behind an endpoint, or a bank of entities of the lexicon");
        }
    }

    private static RequestRefused refused(String code, String message) {
        return new RequestRefused(HttpStatus.UNPROCESSABLE_CONTENT, code, message);
    }

    private static int cap(Question question, EntityBank bank) {
        if (question.weighting() == SamplingSpec.Weighting.NATURAL) {
            return NO_CAP;
        }
        double needed = Math.max(
                (double) question.count() * question.clinical() / Math.max(1, bank.size(true)),
                (double) question.count() * question.anatomy() / Math.max(1, bank.size(false)));
        return (int) Math.max(PAPER_CAP, Math.ceil(needed * ROOM));
    }
}
