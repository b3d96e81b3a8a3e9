package ai.medsyn.evaluation.data;

import ai.medsyn.imaging.Gray16Image;
import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.imaging.ImageFormatException;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.imaging.PngText;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Overlapping regions of one film, as phantoms and imports keep them: a 16-bit PNG whose pixels have bit i set where structure i lies, the
 * names in its text chunk {@code Structures}.
 *
 * @param names at most 16, for example {@code left lung} or {@code lesion:pleural effusion:left}
 */
public record MaskImage(List<String> names, Gray16Image bits) {

    /** As many as a pixel has bits. */
    public static final int MOST = 16;

    private static final String STRUCTURES = "Structures";

    public MaskImage {
        names = List.copyOf(names);
        if (names.size() > MOST) {
            throw new IllegalArgumentException("expected at most " + MOST + " structures, found " + names.size());
        }
    }

    /**
     * Reads a stored mask.
     *
     * @throws ImageFormatException if it is no 16-bit PNG
     */
    public static MaskImage decode(byte[] png, long maxPixels) {
        String structures = PngText.read(png).getOrDefault(STRUCTURES, "");
        return new MaskImage(
                structures.isEmpty() ? List.of() : List.of(structures.split(";")),
                ImageDecoder.decodeGray16(png, maxPixels));
    }

    public byte[] encode() {
        return PngEncoder.encode(bits, Map.of(STRUCTURES, String.join(";", names)));
    }

    /** Where any of the structures lies: row-major, width x height bits. */
    public BitSet region(List<String> structures) {
        int wanted = 0;
        for (int i = 0; i < names.size(); i++) {
            wanted |= structures.contains(names.get(i)) ? 1 << i : 0;
        }
        short[] pixels = bits.pixels();
        BitSet region = new BitSet(pixels.length);
        for (int i = 0; i < pixels.length; i++) {
            region.set(i, (pixels[i] & wanted) != 0);
        }
        return region;
    }
}
