package ai.medsyn.evaluation.zeroshot;

import java.util.List;

/**
 * The findings that a task asks for.
 *
 * @param id stable name, for example {@code nih-14}
 * @param version changes with the list
 * @param source where the list comes from
 * @param exclusive whether exactly one of them is true of a film
 */
public record ClassList(String id, String version, String source, boolean exclusive, List<Finding> findings) {

    public ClassList {
        findings = List.copyOf(findings);
    }

    /**
     * @param label as {@link ai.medsyn.evaluation.LabelNames} gives it
     * @param phrase how a report calls it, for example {@code pleural effusion}
     */
    public record Finding(String label, String phrase) {}
}
