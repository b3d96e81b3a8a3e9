package ai.medsyn.filter.curation;

import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.radiology.EntitySet;

/**
 * A candidate as it is measured.
 *
 * @param ordinal its place in the corpus
 * @param report its text
 * @param requested the entities it was written for; empty for a real report
 * @param image its image, as it was stored
 * @param drawn false if its generator gave no usable image, and what is stored only stands for one
 */
record Candidate(int ordinal, Report report, EntitySet requested, StoredObject image, boolean drawn) {

    /**
     * The text of a candidate.
     *
     * @param conditionedByFindings true if FINDINGS conditioned the image, because there is no IMPRESSION
     */
    record Report(String findings, String impression, boolean conditionedByFindings) {

        String prompt() {
            return conditionedByFindings ? findings : impression;
        }
    }
}
