package ai.medsyn.evaluation.encoders;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens to a film before the network, as {@code preprocessor_config.json} of Hugging Face models says it.
 *
 * @param resize side in pixels, of what the fit says
 * @param crop side of the central square that is cut out after resizing; 0 for none
 * @param mean per channel, on a scale of 0 to 1
 * @param deviation per channel
 */
record Preprocessing(int resize, int crop, Fit fit, double[] mean, double[] deviation) {

    /** How a film that is no square is resized. */
    enum Fit {
        /** Both sides to the size; the aspect is lost. */
        STRETCH,
        /** The shorter side to the size; the longer one is cropped. */
        SHORTER,
        /** The longer side to the size; the rest is black. */
        PAD
    }

    static final Preprocessing HALF_224 = new Preprocessing(224, 0, Fit.STRETCH, new double[] {.5}, new double[] {.5});

    static Preprocessing read(Path file) throws IOException {
        JsonNode config = new JsonMapper().readTree(Files.readString(file));
        JsonNode size = config.path("size");
        int side = size.isNumber()
                ? size.asInt()
                : Stream.of("shortest_edge", "longest_edge", "height")
                        .map(size::path)
                        .filter(JsonNode::isNumber)
                        .findFirst()
                        .map(JsonNode::asInt)
                        .orElse(HALF_224.resize);
        JsonNode cropSize = config.path("crop_size");
        int crop = config.path("do_center_crop").asBoolean(false)
                ? cropSize.isNumber()
                        ? cropSize.asInt()
                        : cropSize.path("height").asInt(side)
                : 0;
        return new Preprocessing(
                side,
                crop,
                fit(size, crop > 0),
                numbers(config.path("image_mean"), HALF_224.mean),
                numbers(config.path("image_std"), HALF_224.deviation));
    }

    /** A plain number is the shorter side where a square is cut out afterwards, both sides where not. */
    private static Fit fit(JsonNode size, boolean crop) {
        if (size.has("longest_edge")) {
            return Fit.PAD;
        }
        return size.has("shortest_edge") || (size.isNumber() && crop) ? Fit.SHORTER : Fit.STRETCH;
    }

    static double[] numbers(JsonNode array, double[] otherwise) {
        if (!array.isArray() || array.isEmpty()) {
            return otherwise;
        }
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).asDouble());
        return numbers;
    }

    /** The same normalisation of films that are stretched to another size. */
    Preprocessing stretchedTo(int size) {
        return new Preprocessing(size, 0, Fit.STRETCH, mean, deviation);
    }

    /** As many as means were given for. */
    int channels() {
        return mean.length;
    }

    /** Side of what the network sees. */
    int side() {
        return crop > 0 ? crop : resize;
    }

    /** Channel, row, column: (gray / 255 - mean) / deviation, the gray value repeated for every channel. */
    float[] tensor(GrayImage film, int channels) {
        GrayImage fitted = fitted(film);
        int plane = side() * side();
        float[] tensor = new float[channels * plane];
        for (int c = 0; c < channels; c++) {
            double shift = mean[Math.min(c, mean.length - 1)];
            double scale = deviation[Math.min(c, deviation.length - 1)];
            for (int i = 0; i < plane; i++) {
                tensor[c * plane + i] = (float) (((fitted.pixels()[i] & 0xFF) / 255.0 - shift) / scale);
            }
        }
        return tensor;
    }

    private GrayImage fitted(GrayImage film) {
        GrayImage scaled = resized(film, scaled(film, film.width()), scaled(film, film.height()));
        return centre(fit == Fit.PAD ? window(scaled, resize) : scaled);
    }

    /** What a width or height of the film becomes. */
    private int scaled(GrayImage film, int length) {
        return switch (fit) {
            case STRETCH -> resize;
            case PAD -> scaled(length, Math.max(film.width(), film.height()));
            case SHORTER -> scaled(length, Math.min(film.width(), film.height()));
        };
    }

    private int scaled(int length, int reference) {
        return (int) Math.max(1, Math.round(length * ((double) resize / reference)));
    }

    /** Where what the network sees lies in a film. */
    Placement placement(GrayImage film) {
        int width = scaled(film, film.width());
        int height = scaled(film, film.height());
        return new Placement(
                (double) width / film.width() / side(),
                shift(width),
                (double) height / film.height() / side(),
                shift(height));
    }

    /** The left (upper) edge of the scaled film in the square that the network sees, as a share of its side. */
    private double shift(int length) {
        int padded = fit == Fit.PAD ? (resize - length) / 2 : 0;
        int total = fit == Fit.PAD ? resize : length;
        int cropped = crop == 0 ? 0 : crop <= total ? -((total - crop) / 2) : (crop - total) / 2;
        return (double) (padded + cropped) / side();
    }

    private GrayImage centre(GrayImage film) {
        return crop > 0 ? window(film, crop) : film;
    }

    /** The square in the middle; black where the film does not reach. */
    private static GrayImage window(GrayImage film, int side) {
        byte[] pixels = new byte[side * side];
        int width = Math.min(side, film.width());
        int height = Math.min(side, film.height());
        int fromX = (film.width() - width) / 2;
        int fromY = (film.height() - height) / 2;
        int toX = (side - width) / 2;
        int toY = (side - height) / 2;
        for (int y = 0; y < height; y++) {
            System.arraycopy(film.pixels(), (fromY + y) * film.width() + fromX, pixels, (toY + y) * side + toX, width);
        }
        return new GrayImage(side, side, pixels);
    }

    private static GrayImage resized(GrayImage film, int width, int height) {
        boolean smaller = width <= film.width() && height <= film.height();
        return smaller ? Resize.areaAverage(film, width, height) : Resize.bilinear(film, width, height);
    }

    String describe(int channels) {
        String resized = switch (fit) {
            case STRETCH -> "stretched to " + resize + " x " + resize;
            case SHORTER -> "shorter side to " + resize;
            case PAD -> "padded to " + resize + " x " + resize;
        };
        return resized + (crop > 0 ? ", centre " + crop : "") + ", (gray - " + Arrays.toString(mean) + ") / "
                + Arrays.toString(deviation) + ", " + channels + (channels == 1 ? " channel" : " channels");
    }
}
