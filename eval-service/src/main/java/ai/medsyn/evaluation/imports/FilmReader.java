package ai.medsyn.evaluation.imports;

import ai.medsyn.evaluation.data.MaskImage;
import ai.medsyn.imaging.DecodedImage;
import ai.medsyn.imaging.Gray16Image;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.imaging.ImageFormatException;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.lineage.Annotation;
import ai.medsyn.platform.lineage.Annotation.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a film and holds what the tables say against it. */
final class FilmReader {

    private static final long MAX_BYTES = 256L << 20;
    private static final long MAX_PIXELS = 100_000_000;
    /** Largest width and height that lineage keeps. */
    private static final int MAX_SIDE = Short.MAX_VALUE;
    /** Annotation tools round: a box may end this far beyond the image and is then cut off at its edge. */
    private static final double OVERHANG = 1;

    private final SourceFolder folder;

    FilmReader(SourceFolder folder) {
        this.folder = folder;
    }

    /** What became of a film. */
    sealed interface Reading {}

    /**
     * A film that holds what its tables say.
     *
     * @param pixels 8-bit gray
     * @param mask regions of findings; null if the source has none
     * @param boxes in pixels of the film
     * @param file the file it was read from: facts for lineage
     */
    record Read(GrayImage pixels, @Nullable MaskImage mask, List<Box> boxes, Map<String, Object> file)
            implements Reading {}

    /** A film that became no sample. */
    record Rejected(ImportRefusal reason, String detail) implements Reading {}

    Reading read(Candidate.Film film) throws IOException {
        try {
            return check(film);
        } catch (RefusedFilm refused) {
            return new Rejected(refused.reason, String.valueOf(refused.getMessage()));
        }
    }

    private Read check(Candidate.Film film) throws IOException {
        Path file = file(film.image());
        byte[] bytes = bytes(file, ImportRefusal.IMAGE_BROKEN);
        DecodedImage image = decode(bytes, ImportRefusal.IMAGE_BROKEN, "image");
        GrayImage pixels = image.gray();
        if (pixels.width() > MAX_SIDE || pixels.height() > MAX_SIDE) {
            throw new RefusedFilm(
                    ImportRefusal.IMAGE_BROKEN,
                    "expected at most " + MAX_SIDE + " pixels a side, found " + size(pixels));
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", film.image());
        facts.put("format", image.format());
        facts.put("fileSha256", Sha256.of(bytes).hex());
        facts.put("channelSpread", image.channelSpread());
        return new Read(
                pixels, mask(film.truth().masks(), pixels), boxes(film.annotation(), film.truth(), pixels), facts);
    }

    private Path file(String image) throws IOException {
        List<Path> files = folder.find(image);
        if (files.isEmpty()) {
            throw new RefusedFilm(ImportRefusal.IMAGE_MISSING, "no such file below the source");
        }
        if (files.size() > 1) {
            throw new RefusedFilm(
                    ImportRefusal.IMAGE_AMBIGUOUS,
                    files.size() + " files of this name lie below the source; give the path");
        }
        return files.get(0);
    }

    private static byte[] bytes(Path file, ImportRefusal reason) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new RefusedFilm(reason, "expected at most " + MAX_BYTES + " bytes, found " + size);
        }
        return Files.readAllBytes(file);
    }

    private static DecodedImage decode(byte[] bytes, ImportRefusal reason, String what) {
        try {
            return ImageDecoder.decode(bytes, MAX_PIXELS);
        } catch (ImageFormatException e) {
            throw new RefusedFilm(reason, what + ": " + e.getMessage());
        }
    }

    private static List<Box> boxes(Annotation annotation, Candidate.Truth truth, GrayImage pixels) {
        double scaleX = truth.frame() == 0 ? 1 : (double) pixels.width() / truth.frame();
        double scaleY = truth.frame() == 0 ? 1 : (double) pixels.height() / truth.frame();
        List<Box> boxes = new ArrayList<>();
        for (Box box : annotation.boxes()) {
            double left = box.x() * scaleX;
            double top = box.y() * scaleY;
            double right = left + box.width() * scaleX;
            double bottom = top + box.height() * scaleY;
            // Written so that a value that is no number is refused too.
            if (!(right > left && bottom > top)
                    || !Double.isFinite(right + bottom)
                    || box.label().isEmpty()) {
                throw new RefusedFilm(ImportRefusal.BOX_BROKEN, "expected label, x, y, width, height, found " + box);
            }
            boolean inside = left >= -OVERHANG
                    && top >= -OVERHANG
                    && right <= pixels.width() + OVERHANG
                    && bottom <= pixels.height() + OVERHANG;
            if (!inside) {
                throw new RefusedFilm(
                        ImportRefusal.BOX_OUTSIDE_IMAGE, "found " + box + " on an image of " + size(pixels));
            }
            left = Math.max(0, left);
            top = Math.max(0, top);
            boxes.add(new Box(
                    box.label(),
                    left,
                    top,
                    Math.min(pixels.width(), right) - left,
                    Math.min(pixels.height(), bottom) - top));
        }
        return boxes;
    }

    private @Nullable MaskImage mask(List<Candidate.Mask> masks, GrayImage pixels) throws IOException {
        if (masks.isEmpty()) {
            return null;
        }
        List<String> names =
                masks.stream().map(mask -> "lesion:" + mask.label()).distinct().toList();
        if (names.size() > MaskImage.MOST) {
            throw new RefusedFilm(ImportRefusal.TOO_MANY_MASKS, "found " + names.size() + " labels");
        }
        short[] bits = new short[pixels.pixels().length];
        for (Candidate.Mask mask : masks) {
            GrayImage region = region(mask, pixels);
            int bit = 1 << names.indexOf("lesion:" + mask.label());
            for (int i = 0; i < bits.length; i++) {
                bits[i] |= (short) (region.pixels()[i] == 0 ? 0 : bit);
            }
        }
        return new MaskImage(names, new Gray16Image(pixels.width(), pixels.height(), bits));
    }

    private GrayImage region(Candidate.Mask mask, GrayImage pixels) throws IOException {
        Optional<Path> file = folder.find(mask.file()).stream().findFirst();
        if (file.isEmpty()) {
            throw new RefusedFilm(ImportRefusal.MASK_BROKEN, "no mask '" + mask.file() + "' below the source");
        }
        byte[] bytes = bytes(file.get(), ImportRefusal.MASK_BROKEN);
        GrayImage region = decode(bytes, ImportRefusal.MASK_BROKEN, "mask '" + mask.file() + "'")
                .gray();
        if (region.width() != pixels.width() || region.height() != pixels.height()) {
            throw new RefusedFilm(
                    ImportRefusal.MASK_SIZE,
                    "expected a mask of " + size(pixels) + " pixels like its image, found " + size(region) + " in '"
                            + mask.file() + "'");
        }
        return region;
    }

    private static String size(GrayImage image) {
        return image.width() + " x " + image.height();
    }

    /** Unwinds the checks of one film. */
    private static final class RefusedFilm extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final ImportRefusal reason;

        RefusedFilm(ImportRefusal reason, String detail) {
            super(detail, null, false, false);
            this.reason = reason;
        }
    }
}
