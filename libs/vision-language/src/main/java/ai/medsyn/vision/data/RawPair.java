package ai.medsyn.vision.data;

/**
 * An image-report pair as it is stored.
 *
 * @param name how messages call it, for example {@code dataset/ordinal}
 * @param image PNG or JPEG bytes
 * @param findings section of the report, may be empty
 * @param impression section of the report, may be empty
 */
public record RawPair(String name, byte[] image, String findings, String impression) {}
