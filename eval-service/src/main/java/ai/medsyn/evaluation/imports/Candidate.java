package ai.medsyn.evaluation.imports;

import ai.medsyn.platform.lineage.Annotation;
import ai.medsyn.radiology.LabelValue;
import java.util.List;
import java.util.Map;

/** What one row of the table of images became. */
sealed interface Candidate {

    /** The image as the table names it; empty if it names none. */
    String image();

    /**
     * A film to read.
     *
     * @param labels what the source says about findings; a label that it does not mention is missing
     * @param annotation boxes still in the pixels of the table
     * @param report findings and impression, both empty where the source has no reports
     * @param truth what marks findings in the image
     */
    record Film(String image, Map<String, LabelValue> labels, Annotation annotation, Report report, Truth truth)
            implements Candidate {

        Film with(Annotation other) {
            return new Film(image, labels, other, report, truth);
        }
    }

    /** A row that becomes no sample. */
    record Refused(String image, ImportRefusal reason, String detail) implements Candidate {}

    /** A report; sections may be empty. */
    record Report(String findings, String impression) {}

    /**
     * Where findings lie, besides boxes.
     *
     * @param frame side of the square that the boxes were drawn on; 0 for the image itself
     * @param masks binary images
     */
    record Truth(int frame, List<Mask> masks) {}

    /**
     * A binary image: not black is the finding.
     *
     * @param file path below the source
     */
    record Mask(String label, String file) {}
}
