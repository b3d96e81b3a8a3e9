package ai.medsyn.evaluation.data;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.lineage.Annotation.Box;
import ai.medsyn.radiology.LabelValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A film with what is known about it.
 *
 * @param place where it stands
 * @param subject whose it is
 * @param image object name of the film, an 8-bit gray PNG
 * @param labels findings under the names of {@link ai.medsyn.evaluation.LabelNames}; a finding that nothing is known about is missing
 * @param regions where findings lie
 */
public record LabelledFilm(
        Place place, Subject subject, ObjectName image, Map<String, LabelValue> labels, Regions regions) {

    /**
     * @param position place in the dataset version, from 0
     * @param ordinal place in its corpus
     */
    public record Place(int position, int ordinal, String split) {}

    /**
     * @param patient null if unknown: the film then stands alone
     * @param view null if unknown
     */
    public record Subject(
            @Nullable String patient, @Nullable String view) {

        /** Whether the film is frontal, as far as is known. */
        public boolean frontal() {
            return Views.frontal(view);
        }
    }

    /**
     * @param boxes in pixels of the film
     * @param mask object name of a {@link MaskImage}; null if there is none
     */
    public record Regions(List<Box> boxes, @Nullable ObjectName mask) {}

    /** Whose film it is, for statistics that keep patients together; a film without a patient is its own. */
    public String cluster() {
        return subject.patient() == null ? "film " + place.ordinal() : "patient " + subject.patient();
    }
}
