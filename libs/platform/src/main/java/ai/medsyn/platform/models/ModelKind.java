package ai.medsyn.platform.models;

/** What a model does in the pipeline. */
public enum ModelKind {
    /** Writes a report from entities. */
    REPORT_WRITER,
    /** Draws a radiograph from a text. */
    IMAGE_GENERATOR,
    /** Finds clinical entities in a report. */
    ENTITY_EXTRACTOR,
    /** Says whether an image is a usable chest radiograph. */
    IMAGE_JUDGE,
    /** Compares what was measured of texts and images with thresholds. */
    CURATION_RULES,
    /** Turns a text into a vector. */
    TEXT_ENCODER,
    /** Turns an image into a vector. */
    IMAGE_ENCODER
}
