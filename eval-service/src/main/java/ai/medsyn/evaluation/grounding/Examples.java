package ai.medsyn.evaluation.grounding;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.imaging.BitmapFont;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.imaging.Resize;
import ai.medsyn.imaging.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Pictures of some of the films: the film with the outline of its region, and beside it the heat map over the film with the outlines of the region
 * and of what is marked at the threshold. Which ones is decided before any is searched: the first of every finding, then the second.
 */
final class Examples implements Regions.Witness {

    /** Keeps nothing. */
    static final Regions.Witness NONE = (film, label, pixels, map, truth) -> {};

    private static final int MOST = 24;
    private static final int SIDE = 224;
    private static final int MARGIN = 8;
    private static final int CAPTION_LINES = 2;
    private static final int COLUMNS = 2;
    private static final int BACKGROUND = 24;
    private static final int INK = 224;
    private static final int TRUTH = 0x00E5FF;
    private static final int MARKED = 0xFFFFFF;
    /** From little to much: black-violet, violet, red, orange, pale yellow. */
    private static final int[][] COLOURS = {{0, 0, 4}, {87, 16, 110}, {188, 55, 84}, {249, 142, 9}, {252, 255, 164}};

    private static final double OPACITY = 0.55;

    private final Set<String> wanted = new HashSet<>();
    private final List<Example> examples = new ArrayList<>();

    private record Example(int film, String label, GrayImage pixels, HeatMap map, BitSet truth) {}

    Examples(Regions.Known known) {
        Map<String, List<String>> byLabel = new LinkedHashMap<>();
        known.films()
                .forEach((film, labels) ->
                        labels.forEach(label -> byLabel.computeIfAbsent(label, none -> new ArrayList<>())
                                .add(key(film, label))));
        for (int turn = 0; wanted.size() < MOST && turn < known.size(); turn++) {
            for (List<String> films : byLabel.values()) {
                if (turn < films.size() && wanted.size() < MOST) {
                    wanted.add(films.get(turn));
                }
            }
        }
    }

    private static String key(LabelledFilm film, String label) {
        return film.place().ordinal() + " " + label;
    }

    @Override
    public void found(LabelledFilm film, String label, GrayImage pixels, HeatMap map, BitSet truth) {
        if (wanted.contains(key(film, label))) {
            examples.add(new Example(film.place().ordinal(), label, pixels, map, truth));
        }
    }

    /**
     * A colour PNG.
     *
     * @param validation decides the thresholds; without any it is a half
     */
    byte[] sheet(GroundedPhrases validation) {
        int tile = 2 * SIDE + MARGIN;
        int captioned = SIDE + MARGIN / 2 + CAPTION_LINES * BitmapFont.LINE_HEIGHT + MARGIN;
        int rows = Math.max(1, (examples.size() + COLUMNS - 1) / COLUMNS);
        RgbImage sheet = RgbImage.filled(MARGIN + COLUMNS * (tile + 2 * MARGIN), MARGIN + rows * captioned, BACKGROUND);
        for (int i = 0; i < examples.size(); i++) {
            int left = MARGIN + i % COLUMNS * (tile + 2 * MARGIN);
            int top = MARGIN + i / COLUMNS * captioned;
            draw(
                    sheet,
                    examples.get(i),
                    Objects.requireNonNullElse(
                            validation.thresholdOf(examples.get(i).label()), Fit.STEPS / 2),
                    left,
                    top);
        }
        return PngEncoder.encode(sheet, Map.of());
    }

    private static void draw(RgbImage sheet, Example example, int threshold, int left, int top) {
        Raster raster = example.map().raster();
        double scale = (double) SIDE / Math.max(raster.width(), raster.height());
        int width = (int) Math.max(1, Math.round(raster.width() * scale));
        int height = (int) Math.max(1, Math.round(raster.height() * scale));
        GrayImage film =
                width <= example.pixels().width() && height <= example.pixels().height()
                        ? Resize.areaAverage(example.pixels(), width, height)
                        : Resize.bilinear(example.pixels(), width, height);
        sheet.draw(film, left, top);
        BitSet marked = new BitSet();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = (int) (y / scale) * raster.width() + (int) (x / scale);
                double heat = example.map().values()[Math.min(pixel, raster.size() - 1)];
                sheet.set(left + SIDE + MARGIN + x, top + y, blended(film.at(x, y), heat));
                marked.set(y * width + x, heat >= Fit.threshold(threshold));
            }
        }
        BitSet region = scaled(example.truth(), raster, width, height, scale);
        outline(sheet, region, width, height, left, top, TRUTH);
        outline(sheet, marked, width, height, left + SIDE + MARGIN, top, MARKED);
        outline(sheet, region, width, height, left + SIDE + MARGIN, top, TRUTH);
        caption(sheet, example, threshold, left, top + SIDE + MARGIN / 2);
    }

    private static BitSet scaled(BitSet region, Raster raster, int width, int height, double scale) {
        BitSet scaled = new BitSet(width * height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = (int) (y / scale) * raster.width() + (int) (x / scale);
                scaled.set(y * width + x, region.get(Math.min(pixel, raster.size() - 1)));
            }
        }
        return scaled;
    }

    private static void outline(RgbImage sheet, BitSet region, int width, int height, int left, int top, int colour) {
        for (int i = region.nextSetBit(0); i >= 0; i = region.nextSetBit(i + 1)) {
            int x = i % width;
            int y = i / width;
            boolean edge = x == 0
                    || y == 0
                    || x == width - 1
                    || y == height - 1
                    || !region.get(i - 1)
                    || !region.get(i + 1)
                    || !region.get(i - width)
                    || !region.get(i + width);
            if (edge) {
                sheet.set(left + x, top + y, colour);
            }
        }
    }

    private static void caption(RgbImage sheet, Example example, int threshold, int left, int top) {
        Fit fit = Fit.of(example.map(), example.truth());
        String text = String.format(
                Locale.ROOT,
                "%s, sample %d: %s, Dice %.2f at %.2f",
                example.label(),
                example.film(),
                fit.pointed() ? "points at it" : "points elsewhere",
                fit.dice(threshold),
                Fit.threshold(threshold));
        GrayImage strip = new GrayImage(
                2 * SIDE,
                CAPTION_LINES * BitmapFont.LINE_HEIGHT,
                new byte[2 * SIDE * CAPTION_LINES * BitmapFont.LINE_HEIGHT]);
        Arrays.fill(strip.pixels(), (byte) BACKGROUND);
        List<String> lines = BitmapFont.wrap(text, 2 * SIDE, CAPTION_LINES);
        for (int line = 0; line < lines.size(); line++) {
            BitmapFont.draw(strip, lines.get(line), 0, line * BitmapFont.LINE_HEIGHT, 1, INK);
        }
        sheet.draw(strip, left, top);
    }

    private static int blended(int gray, double heat) {
        double position = heat * (COLOURS.length - 1);
        int below = Math.min((int) position, COLOURS.length - 2);
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
            double colour = COLOURS[below][channel]
                    + (position - below) * (COLOURS[below + 1][channel] - COLOURS[below][channel]);
            rgb = rgb << 8 | (int) Math.round((1 - OPACITY) * gray + OPACITY * colour);
        }
        return rgb;
    }
}
