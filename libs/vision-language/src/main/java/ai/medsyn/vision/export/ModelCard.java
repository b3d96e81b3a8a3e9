package ai.medsyn.vision.export;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a reader must know about a trained model; becomes the {@code README.md} beside it.
 *
 * @param name of the model
 * @param preset name and variant
 * @param trainedOn dataset versions with their digests, and whether they are synthetic
 * @param settings of the run, by name
 * @param results numbers measured on held-out pairs, by name
 */
public record ModelCard(
        String name,
        String preset,
        Map<String, String> trainedOn,
        Map<String, String> settings,
        Map<String, Double> results) {

    public ModelCard {
        trainedOn = new LinkedHashMap<>(trainedOn);
        settings = new LinkedHashMap<>(settings);
        results = new LinkedHashMap<>(results);
    }

    String markdown(ExportReport report) {
        StringBuilder text = new StringBuilder("# " + name + "\n\n");
        text.append("An image and a text encoder for chest radiographs and their reports, trained to agree (preset `")
                .append(preset)
                .append("`).\n\n");
        table(text, "Trained on", "dataset", "digest", trainedOn);
        table(text, "Settings", "setting", "value", settings);
        Map<String, String> measured = new LinkedHashMap<>();
        results.forEach((metric, value) -> measured.put(metric, String.format(Locale.ROOT, "%.4f", value)));
        table(text, "Measured on held-out pairs", "metric", "value", measured);
        text.append("## Files\n\n")
                .append("- `image_encoder.onnx`: `images` to `features`, `embedding`")
                .append(report.regions() ? ", `regions`\n" : "\n")
                .append(
                        "- `preprocessor_config.json`: what happens to a film before; a padded one is padded before it is cropped\n")
                .append(
                        "- `text_encoder.onnx`: `input_ids`, `attention_mask`, `token_type_ids` to `last_hidden_state`, `embedding`\n")
                .append("- `tokenizer.json`, `tokenizer_config.json`: what happens to a text before\n")
                .append("- `image_encoder/model.safetensors`, `config.json`: ")
                .append(report.imageArchitecture())
                .append(", public names\n")
                .append("- `text_encoder/model.safetensors`, `config.json`: BERT, Hugging Face names\n")
                .append("- `heads.safetensors`: projections into the joint space\n\n")
                .append("ONNX Runtime against LibTorch, largest absolute difference: images ")
                .append(report.imageDifference())
                .append(", texts ")
                .append(report.textDifference())
                .append(".\n\n## Use\n\nFor research. Not a medical device; not for diagnosis. ")
                .append(
                        "What the model knows comes from the datasets above, with their gaps and biases; synthetic reports and images ")
                .append("are not observations of patients.\n");
        return text.toString();
    }

    private static void table(StringBuilder text, String title, String first, String second, Map<String, String> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append("## ")
                .append(title)
                .append("\n\n| ")
                .append(first)
                .append(" | ")
                .append(second)
                .append(" |\n|---|---|\n");
        rows.forEach((key, value) -> text.append("| ")
                .append(cell(key))
                .append(" | ")
                .append(cell(value))
                .append(" |\n"));
        text.append('\n');
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ");
    }
}
