package ai.medsyn.vision.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What others must know to use the encoders: what happens to radiographs and texts before them, as the files beside Hugging Face's models say it.
 *
 * @param architecture of the image encoder, as requests name it
 */
public record EncoderInput(String architecture, Images images, Texts texts) {

    /** {@code config.json} of the image encoder's weights. */
    String imageConfig() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("architecture", architecture);
        json.put("imageSize", images.crop());
        json.put("mean", images.mean());
        json.put("deviation", images.deviation());
        return write(json);
    }

    /**
     * Radiographs, decoded to gray values.
     *
     * @param side in pixels, to which they are resized
     * @param keepAspect whether the longer side gets that length and the rest is black; otherwise both sides get it
     * @param crop side of the square in the middle that the network sees
     * @param mean per colour channel, of values in [0, 1]
     * @param deviation per colour channel
     */
    public record Images(int side, boolean keepAspect, int crop, List<Double> mean, List<Double> deviation) {

        /** {@code preprocessor_config.json} */
        String json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("do_resize", true);
            json.put("size", keepAspect ? Map.of("longest_edge", side) : square(side));
            json.put("do_pad", keepAspect);
            if (keepAspect) {
                json.put("pad_size", square(side));
            }
            json.put("do_center_crop", crop < side);
            json.put("crop_size", square(crop));
            json.put("do_rescale", true);
            json.put("rescale_factor", 1.0 / 255);
            json.put("do_normalize", true);
            json.put("image_mean", mean);
            json.put("image_std", deviation);
            return write(json);
        }

        private static Map<String, Integer> square(int side) {
            Map<String, Integer> square = new LinkedHashMap<>();
            square.put("height", side);
            square.put("width", side);
            return square;
        }
    }

    /**
     * Texts.
     *
     * @param tokenizer {@code tokenizer.json}
     * @param longest tokens of a text, with the special ones; longer texts are cut
     */
    @SuppressWarnings("ArrayRecordComponent") // a file's content, which nobody compares
    public record Texts(byte[] tokenizer, int longest) {

        /** {@code tokenizer_config.json} */
        String json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("tokenizer_class", "PreTrainedTokenizerFast");
            json.put("model_max_length", longest);
            json.put("pad_token", "[PAD]");
            return write(json);
        }
    }

    static String write(Map<String, ?> json) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }
}
