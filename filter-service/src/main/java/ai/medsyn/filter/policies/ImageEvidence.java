package ai.medsyn.filter.policies;

import ai.medsyn.imaging.ImageMeasures;

/**
 * What the image policies look at.
 *
 * @param measures of the decoded image
 * @param requestedSide width and height that were asked for, pixels
 */
public record ImageEvidence(ImageMeasures measures, int requestedSide) {

    /** The larger of the departures in width and height, pixels. */
    int sizeDifference() {
        return Math.max(Math.abs(measures.width() - requestedSide), Math.abs(measures.height() - requestedSide));
    }
}
