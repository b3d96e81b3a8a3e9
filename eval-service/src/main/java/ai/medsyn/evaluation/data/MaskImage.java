package ai.medsyn.evaluation.data;

import ai.medsyn.imaging.Gray16Image;
import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.imaging.ImageFormatException;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.imaging.PngText;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Overlapping regions of one film, as phantoms and imports keep them: a 16-bit PNG of planes for 16 structures each, one below the other
 * and each of the film's size. Bit {@code i % 16} of plane {@code i / 16} is set where structure i lies; the text chunk {@code Structures}
 * has the names.
 *
 * @param names for example {@code left lung} or {@code lesion:pleural effusion:left}
 * @param bits the planes; one for up to 16 names
 */
public record MaskImage(List<String> names, Gray16Image bits) {

    /** As many as a plane has bits. */
    public static final int MOST = 16;

    private static final String STRUCTURES = "Structures";

    public MaskImage {
        names = List.copyOf(names);
        if (bits.height() % planes(names) != 0) {
            throw new IllegalArgumentException("expected " + planes(names) + " planes of equal height for "
                    + names.size() + " structures, found " + bits.height() + " rows");
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

    /** Columns of the film. */
    public int width() {
        return bits.width();
    }

    /** Rows of the film. */
    public int height() {
        return bits.height() / planes(names);
    }

    /** @throws JobFailure if the film it belongs to has another size */
    public void requireSize(int width, int height) {
        if (width() != width || height() != height) {
            throw new JobFailure(
                    "mask-size",
                    "expected a mask of " + width + " x " + height + " pixels, as its film has, found " + width()
                            + " x " + height());
        }
    }

    /** Where any of the structures lies: row-major, width x height bits. */
    public BitSet region(List<String> structures) {
        int[] wanted = new int[planes(names)];
        for (int i = 0; i < names.size(); i++) {
            wanted[i / MOST] |= structures.contains(names.get(i)) ? 1 << i % MOST : 0;
        }
        short[] pixels = bits.pixels();
        int film = pixels.length / wanted.length;
        BitSet region = new BitSet(film);
        for (int i = 0; i < pixels.length; i++) {
            if ((pixels[i] & wanted[i / film]) != 0) {
                region.set(i % film);
            }
        }
        return region;
    }

    private static int planes(List<String> names) {
        return Math.max(1, (names.size() + MOST - 1) / MOST);
    }
}
