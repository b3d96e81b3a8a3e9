package ai.medsyn.gateway.exports;

/** Splits under the names that Hugging Face {@code datasets} finds in paths: train, validation, test. Others keep their own. */
final class SplitName {

    private SplitName() {}

    static String of(String split) {
        return switch (split) {
            case "validate", "valid", "val" -> "validation";
            case "training" -> "train";
            case "testing" -> "test";
            default -> split;
        };
    }
}
