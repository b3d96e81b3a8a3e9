package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.runs.EvaluationSpec.Uncertain;
import ai.medsyn.radiology.LabelValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a label means to a head. MGCA takes what is unknown for absent, and what is uncertain for present or absent by finding (constants.py, after
 * the CheXpert paper); others are absent.
 *
 * @param uncertain how an uncertain label counts; null for MGCA's rule about uncertain and unknown ones
 */
record LabelRule(@Nullable Uncertain uncertain) {

    private static final Set<String> UNCERTAIN_IS_PRESENT = Set.of("Atelectasis", "Edema", "Pleural Effusion");

    /** Null if nothing usable is known. */
    @Nullable
    Boolean shows(LabelledFilm film, String finding) {
        LabelValue value = film.labels().get(finding);
        if (uncertain == null) {
            return value == LabelValue.POSITIVE
                    || value == LabelValue.UNCERTAIN && UNCERTAIN_IS_PRESENT.contains(finding);
        }
        if (value == null || value == LabelValue.UNCERTAIN && uncertain == Uncertain.EXCLUDE) {
            return null;
        }
        return value == LabelValue.POSITIVE || value == LabelValue.UNCERTAIN && uncertain == Uncertain.POSITIVE;
    }
}
