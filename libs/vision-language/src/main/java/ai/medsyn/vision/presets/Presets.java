package ai.medsyn.vision.presets;

import ai.medsyn.vision.objectives.Gloria;
import ai.medsyn.vision.objectives.Mgca;
import ai.medsyn.vision.objectives.MgcaEncoder.HeadSizes;
import ai.medsyn.vision.objectives.MgcaEncoder.WordAttention;
import ai.medsyn.vision.presets.Optimization.Algorithm;
import ai.medsyn.vision.presets.Optimization.Schedule;
import ai.medsyn.vision.presets.Preset.Method;
import java.util.List;
import java.util.stream.Stream;

/** The published methods by name. */
public final class Presets {
    private static final int ENLARGED = 299;
    private static final Optimization MGCA_OPTIMIZATION = new Optimization(
            new Algorithm(Algorithm.Kind.ADAMW, 0.9, 0.999),
            2e-5,
            0.05,
            Double.POSITIVE_INFINITY,
            new Schedule.WarmUpCosine(0.4, 1e-8));
    private static final ViewSettings MGCA_VIEWS = new ViewSettings(
            new ViewSettings.Stored(256, true), 224, 1, 0, new ViewSettings.Text(TextUnit.REPORT, 112));
    private static final TrainingBudget MGCA_BUDGET = new TrainingBudget(144, 50, 5);

    private static final List<Preset> ALL = List.of(
            convirtEdreis(Variant.FAITHFUL),
            convirtEdreis(Variant.CORRECTED),
            convirtMgca(),
            gloria(),
            mgca(Variant.FAITHFUL),
            mgca(Variant.CORRECTED),
            paper());

    private Presets() {}

    public static List<Preset> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException naming what there is, if there is no such preset or variant */
    public static Preset get(String name, Variant variant) {
        return ALL.stream()
                .filter(preset -> preset.id().name().equals(name) && preset.id().variant() == variant)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected one of the presets " + names().toList() + ", but found \"" + name + "\" " + variant));
    }

    private static Stream<String> names() {
        return ALL.stream().map(preset -> preset.id().name() + " " + preset.id().variant());
    }

    private static Preset convirtEdreis(Variant variant) {
        boolean corrected = variant == Variant.CORRECTED;
        return new Preset(
                new Preset.Id(
                        "convirt-edreis",
                        variant,
                        "edreisMD/ConVIRT-pytorch; "
                                + (corrected ? "the text side is trained" : "its text side runs without gradients")),
                new Method(
                        new ModelSettings.PlainConvirt(512, 6, corrected, 0),
                        new ObjectiveSettings.Contrastive(0.1, 0.75, 0.25)),
                new ViewSettings(
                        new ViewSettings.Stored(224, false),
                        224,
                        0.8,
                        0.5,
                        new ViewSettings.Text(TextUnit.SENTENCE, 512)),
                new Optimization(
                        new Algorithm(Algorithm.Kind.ADAM, 0.9, 0.999),
                        1e-4,
                        1e-6,
                        Double.POSITIVE_INFINITY,
                        new Schedule.ConstantThenCosine(10)),
                new TrainingBudget(32, 1000, 0));
    }

    private static Preset convirtMgca() {
        return new Preset(
                new Preset.Id("convirt-mgca", Variant.FAITHFUL, "ConVIRT inside HKU-MedAI/MGCA"),
                new Method(
                        new ModelSettings.NormalizedConvirt(HeadSizes.OFFICIAL, ENLARGED),
                        new ObjectiveSettings.Contrastive(0.07, 1, 1)),
                MGCA_VIEWS,
                MGCA_OPTIMIZATION,
                new TrainingBudget(72, 50, 5));
    }

    private static Preset gloria() {
        return new Preset(
                new Preset.Id("gloria", Variant.FAITHFUL, "marshuang80/gloria"),
                new Method(
                        new ModelSettings.GloriaModel(ENLARGED),
                        new ObjectiveSettings.GlobalLocal(Gloria.Temperatures.PAPER, 1, 1)),
                new ViewSettings(
                        new ViewSettings.Stored(256, true),
                        224,
                        1,
                        0,
                        new ViewSettings.Text(TextUnit.IMPRESSION_SENTENCE, 97)),
                new Optimization(
                        new Algorithm(Algorithm.Kind.ADAM, 0.5, 0.999),
                        5e-5,
                        1e-6,
                        0.25,
                        new Schedule.ReduceOnPlateau(0.5, 5)),
                new TrainingBudget(48, 50, 10));
    }

    private static Preset mgca(Variant variant) {
        boolean corrected = variant == Variant.CORRECTED;
        return new Preset(
                new Preset.Id(
                        "mgca",
                        variant,
                        "HKU-MedAI/MGCA; "
                                + (corrected
                                        ? "words are weighed by their own attention, region contexts always have length 1"
                                        : "words are weighed by the attention of the token after them")),
                new Method(
                        new ModelSettings.MgcaModel(
                                HeadSizes.OFFICIAL,
                                corrected ? WordAttention.OWN_TOKEN : WordAttention.NEXT_TOKEN,
                                ENLARGED),
                        new ObjectiveSettings.MultiGranularity(
                                Mgca.Settings.OFFICIAL, new Mgca.Weights(1, 1, 1), 128, 500, corrected)),
                MGCA_VIEWS,
                MGCA_OPTIMIZATION,
                MGCA_BUDGET);
    }

    private static Preset paper() {
        return new Preset(
                new Preset.Id(
                        "paper-2310.07027",
                        Variant.FAITHFUL,
                        "arXiv 2310.07027: loss as printed; model and optimisation, which it does not print, of ConVIRT inside MGCA"),
                new Method(
                        new ModelSettings.NormalizedConvirt(HeadSizes.OFFICIAL, ENLARGED),
                        new ObjectiveSettings.Contrastive(0.07, 0.5, 0.5)),
                MGCA_VIEWS,
                MGCA_OPTIMIZATION,
                MGCA_BUDGET);
    }
}
