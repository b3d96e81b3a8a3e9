package ai.medsyn.generator.images.phantom;

import ai.medsyn.generator.images.LabelMask;
import ai.medsyn.imaging.GrayImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the label mask: a bit per organ, then a bit per finding, while there are bits. */
final class Masks {

    static final int RIGHT_LUNG = 0;
    static final int LEFT_LUNG = 1;
    static final int HEART = 2;
    static final int AORTA = 3;
    static final int TRACHEA = 4;
    static final int SPINE = 5;
    static final int RIBS = 6;
    static final int RIGHT_CLAVICLE = 7;
    static final int LEFT_CLAVICLE = 8;
    static final int RIGHT_SCAPULA = 9;
    static final int LEFT_SCAPULA = 10;
    static final int MEDIASTINUM = 11;
    static final int RIGHT_HILUM = 12;
    static final int LEFT_HILUM = 13;
    static final int RIGHT_HEMIDIAPHRAGM = 14;
    static final int LEFT_HEMIDIAPHRAGM = 15;
    static final int LIVER = 16;
    static final int SPLEEN = 17;
    static final int GASTRIC_BUBBLE = 18;

    static final List<String> ORGANS = List.of(
            "right lung",
            "left lung",
            "heart",
            "aorta",
            "trachea",
            "spine",
            "ribs",
            "right clavicle",
            "left clavicle",
            "right scapula",
            "left scapula",
            "mediastinum",
            "right hilum",
            "left hilum",
            "right hemidiaphragm",
            "left hemidiaphragm",
            "liver",
            "spleen",
            "gastric bubble");
    private static final int BITS = 32;
    /** Takes every finding for which no bit is left. */
    private static final String OTHERS = "lesion:others";

    private final int size;
    private final int[] bits;
    private final List<String> names = new ArrayList<>(ORGANS);

    Masks(int size) {
        this.size = size;
        this.bits = new int[size * size];
    }

    void organ(int organ, int index) {
        set(organ, index);
    }

    boolean has(int bit, int index) {
        return (bits[index] >>> bit & 1) != 0;
    }

    /** The bit of a finding, new or known. */
    int lesion(String name) {
        int known = names.indexOf(name);
        if (known >= 0) {
            return known;
        }
        if (names.size() == BITS - 1) {
            names.add(OTHERS);
        }
        if (names.size() == BITS) {
            return BITS - 1;
        }
        names.add(name);
        return names.size() - 1;
    }

    void set(int bit, int index) {
        bits[index] |= 1 << bit;
    }

    LabelMask toMask() {
        return new LabelMask(size, size, List.copyOf(names), bits);
    }

    /** True in a lung or the heart. */
    boolean inChest(int index) {
        return (bits[index] & 7) != 0;
    }

    /**
     * Pixels, bounding box {@code [left, top, width, height]} and {@link Visibility} on the finished film of every finding that shows, by
     * name.
     */
    Map<String, Object> lesions(GrayImage film) {
        Map<String, Object> lesions = new LinkedHashMap<>();
        for (int bit = ORGANS.size(); bit < names.size(); bit++) {
            int count = 0;
            int left = size;
            int top = size;
            int right = -1;
            int bottom = -1;
            for (int i = 0; i < bits.length; i++) {
                if (has(bit, i)) {
                    count++;
                    left = Math.min(left, i % size);
                    right = Math.max(right, i % size);
                    top = Math.min(top, i / size);
                    bottom = i / size;
                }
            }
            if (count > 0) {
                int[] box = {left, top, right - left + 1, bottom - top + 1};
                Visibility visibility = Visibility.of(film, this, bit, box);
                Map<String, Object> lesion = new LinkedHashMap<>(); // Map.of has another order in every JVM
                lesion.put("pixels", count);
                lesion.put("box", List.of(box[0], box[1], box[2], box[3]));
                lesion.put("contrast", Math.round(10 * visibility.contrast()) / 10.0);
                lesion.put("contrastToNoise", Math.round(100 * visibility.ratio()) / 100.0);
                lesions.put(names.get(bit), lesion);
            }
        }
        return lesions;
    }
}
