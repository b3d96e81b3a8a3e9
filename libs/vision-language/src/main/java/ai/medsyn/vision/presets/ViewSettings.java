package ai.medsyn.vision.presets;

/**
 * What the encoders get to see.
 *
 * @param stored the square image that is cropped
 * @param crop side of the crop
 * @param resizedCrop smallest share of the area of a crop that is resized to {@code crop}; 1 cuts a window of that size instead
 * @param flip probability of mirroring
 * @param text what one text is
 */
public record ViewSettings(Stored stored, int crop, double resizedCrop, double flip, Text text) {

    /**
     * The image on its way into storage.
     *
     * @param side of the square, in pixels
     * @param keepAspect true: padded with black; false: stretched
     */
    public record Stored(int side, boolean keepAspect) {}

    /**
     * The text side of a pair.
     *
     * @param tokens word pieces at most, with [CLS] and [SEP]
     */
    public record Text(TextUnit unit, int tokens) {}
}
