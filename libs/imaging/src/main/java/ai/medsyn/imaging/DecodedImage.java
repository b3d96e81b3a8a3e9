package ai.medsyn.imaging;

/**
 * An image read from bytes of unknown origin.
 *
 * @param gray its luminance (ITU-R BT.601 weights where the source has colour)
 * @param channelSpread mean over pixels of max(|R-G|, |G-B|), 0 to 255; 0 for a gray source
 * @param format {@code png} or {@code jpeg}
 */
public record DecodedImage(GrayImage gray, double channelSpread, String format) {}
