package ai.medsyn.filter.policies;

/** A question about the image, answered from its pixels alone. Asked only of images that can be decoded. */
public non-sealed interface ImagePolicy extends Policy {

    /** The number that the threshold applies to, finite. */
    double measure(ImageEvidence image);
}
