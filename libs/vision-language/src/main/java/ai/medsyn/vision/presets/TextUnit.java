package ai.medsyn.vision.presets;

/** What one text of a pair is. */
public enum TextUnit {
    /** One random sentence of the report, drawn anew each time: ConVIRT-pytorch's rule of splitting. */
    SENTENCE,
    /** One random sentence of the impression, words only: GLoRIA's rule. */
    IMPRESSION_SENTENCE,
    /** Impression and findings as one text: MGCA's rule. */
    REPORT
}
