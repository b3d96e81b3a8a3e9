package ai.medsyn.evaluation.encoders;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens to a film before the network, as {@code preprocessor_config.json} of Hugging Face models says it.
 *
 * @param resize side (of the shorter edge if the film is cropped, else of both), pixels
 * @param crop side of the central square that is cut out after resizing; 0 for none
 * @param mean per channel, on a scale of 0 to 1
 * @param deviation per channel
 */
record Preprocessing(int resize, int crop, double[] mean, double[] deviation) {

    static final Preprocessing HALF_224 = new Preprocessing(224, 0, new double[] {.5}, new double[] {.5});

    static Preprocessing read(Path file) throws IOException {
        JsonNode config = new JsonMapper().readTree(Files.readString(file));
        JsonNode size = config.path("size");
        int side = size.isNumber()
                ? size.asInt()
                : size.path("shortest_edge").asInt(size.path("height").asInt(HALF_224.resize));
        JsonNode cropSize = config.path("crop_size");
        int crop = config.path("do_center_crop").asBoolean(false)
                ? cropSize.isNumber()
                        ? cropSize.asInt()
                        : cropSize.path("height").asInt(side)
                : 0;
        return new Preprocessing(
                side,
                crop,
                numbers(config.path("image_mean"), HALF_224.mean),
                numbers(config.path("image_std"), HALF_224.deviation));
    }

    private static double[] numbers(JsonNode array, double[] otherwise) {
        if (!array.isArray() || array.isEmpty()) {
            return otherwise;
        }
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).asDouble());
        return numbers;
    }

    /** Side of what the network sees. */
    int side() {
        return crop > 0 ? crop : resize;
    }

    /** Channel, row, column: (gray / 255 - mean) / deviation, the gray value repeated for every channel. */
    float[] tensor(GrayImage film, int channels) {
        GrayImage fitted = crop > 0 ? cropped(film) : resized(film, resize, resize);
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

    private GrayImage cropped(GrayImage film) {
        double scale = (double) resize / Math.min(film.width(), film.height());
        GrayImage scaled =
                resized(film, (int) Math.round(film.width() * scale), (int) Math.round(film.height() * scale));
        int left = Math.max(0, (scaled.width() - crop) / 2);
        int top = Math.max(0, (scaled.height() - crop) / 2);
        byte[] pixels = new byte[crop * crop]; // black where the film is smaller than the crop
        for (int y = 0; y < Math.min(crop, scaled.height()); y++) {
            System.arraycopy(
                    scaled.pixels(),
                    (y + top) * scaled.width() + left,
                    pixels,
                    y * crop,
                    Math.min(crop, scaled.width()));
        }
        return new GrayImage(crop, crop, pixels);
    }

    private static GrayImage resized(GrayImage film, int width, int height) {
        boolean smaller = width <= film.width() && height <= film.height();
        return smaller ? Resize.areaAverage(film, width, height) : Resize.bilinear(film, width, height);
    }

    String describe(int channels) {
        return (crop > 0 ? "shorter edge to " + resize + ", centre " + crop : "resized to " + resize + " x " + resize)
                + ", (gray - " + Arrays.toString(mean) + ") / " + Arrays.toString(deviation) + ", " + channels
                + (channels == 1 ? " channel" : " channels");
    }
}
