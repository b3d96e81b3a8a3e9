package ai.medsyn.evaluation.imports;

import java.util.Locale;

/** Why a row became no sample. The name in lower case is what the counts of a dataset say. */
enum ImportRefusal {
    /** The row is shorter than its columns need, or names no image. */
    ROW_BROKEN,
    /** An earlier row names the same image. */
    IMAGE_REPEATED,
    /** No such file below the source. */
    IMAGE_MISSING,
    /** Several files of that name lie below the source: the table must give the path. */
    IMAGE_AMBIGUOUS,
    /** The file is no PNG or JPEG, damaged or too large. */
    IMAGE_BROKEN,
    /** A label that the layout does not know, or a value that is none of 1, 0, -1 and empty. */
    LABEL_UNKNOWN,
    /** Neither a frontal view nor an unknown one. */
    VIEW_NOT_FRONTAL,
    /** In a split that was not asked for. */
    SPLIT_EXCLUDED,
    /** A box that is no rectangle of positive size. */
    BOX_BROKEN,
    /** A box that reaches more than a pixel beyond the image. */
    BOX_OUTSIDE_IMAGE,
    /** A mask that is missing or no image. */
    MASK_BROKEN,
    /** A mask of another size than its image. */
    MASK_SIZE,
    /** More than 16 masks with different labels. */
    TOO_MANY_MASKS;

    /** For example {@code image-missing}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
