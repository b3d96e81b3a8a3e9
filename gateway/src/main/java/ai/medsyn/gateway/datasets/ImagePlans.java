package ai.medsyn.gateway.datasets;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.platform.models.Model;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns how a team wants its images drawn into settings without gaps. What a request leaves open comes from the model's registration ({@code parameters}:
 * steps, guidanceScale, guidanceRescale, negativePrompt), then from its own files ({@code resolved}), then from here.
 */
final class ImagePlans {

    /** Diffusers' own defaults. */
    private static final int STEPS = 50;

    private static final double GUIDANCE = 7.5;
    private static final double MOST_GUIDANCE = 50;
    private static final int LATENT = 8;
    private static final int TRAIN_STEPS = 1000;

    private final ModelRegistry models;

    ImagePlans(ModelRegistry models) {
        this.models = models;
    }

    /** The settings, as far as they are sound; what is not becomes a violation each. */
    CorpusSpec.ImageSpec plan(ImageWish wish, List<Violation> violations) {
        Model model = model(wish.generator(), violations);
        int size = size(wish, model, violations);
        if (model == null || model.format() != ModelFormat.DIFFUSERS_ONNX) {
            refuseDiffusion(wish, model, violations);
            return new CorpusSpec.ImageSpec(wish.generator(), size);
        }
        return new CorpusSpec.ImageSpec(wish.generator(), size, diffusion(wish, model, violations));
    }

    private @Nullable Model model(String id, List<Violation> violations) {
        try {
            return models.require(id, ModelKind.IMAGE_GENERATOR);
        } catch (RequestRefused refused) {
            violations.add(new Violation("images.generator", String.valueOf(refused.getMessage()), id));
            return null;
        }
    }

    private static int size(ImageWish wish, @Nullable Model model, List<Violation> violations) {
        int multiple = model == null ? LATENT : (int) number(model, "multipleOf", LATENT);
        int own = model == null ? Defaults.SIZE : (int) number(model, "nativeSize", Defaults.SIZE);
        int size = wish.size() != null
                ? wish.size()
                : own < Defaults.LEAST_SIZE || own > Defaults.MOST_SIZE ? Defaults.SIZE : own;
        if (size % multiple != 0) {
            violations.add(new Violation("images.size", "must be a multiple of " + multiple, size));
        }
        return size;
    }

    /** Settings that nothing would obey are refused, not ignored. */
    private static void refuseDiffusion(ImageWish wish, @Nullable Model model, List<Violation> violations) {
        if (model == null) {
            return;
        }
        refuse("steps", wish.steps(), model, violations);
        refuse("guidanceScale", wish.guidanceScale(), model, violations);
        refuse("guidanceRescale", wish.guidanceRescale(), model, violations);
        refuse("scheduler", wish.scheduler(), model, violations);
        refuse("negativePrompt", wish.negativePrompt(), model, violations);
        refuse("latents", wish.latents(), model, violations);
    }

    private static void refuse(String field, @Nullable Object value, Model model, List<Violation> violations) {
        if (value != null) {
            violations.add(new Violation(
                    "images." + field, "must be left out: " + model.id() + " is no diffusion model", value));
        }
    }

    private CorpusSpec.Diffusion diffusion(ImageWish wish, Model model, List<Violation> violations) {
        double steps = wish.steps() != null ? wish.steps() : number(model, "steps", STEPS);
        double scale = wish.guidanceScale() != null ? wish.guidanceScale() : number(model, "guidanceScale", GUIDANCE);
        double rescale = wish.guidanceRescale() != null ? wish.guidanceRescale() : number(model, "guidanceRescale", 0);
        String scheduler = wish.scheduler() != null ? wish.scheduler() : text(model.resolved(), "scheduler", "");
        String negative =
                wish.negativePrompt() != null ? wish.negativePrompt() : text(model.parameters(), "negativePrompt", "");
        between("steps", steps, 1, number(model, "trainSteps", TRAIN_STEPS), violations);
        between("guidanceScale", scale, 0, MOST_GUIDANCE, violations);
        between("guidanceRescale", rescale, 0, 1, violations);
        if (model.resolved().get("schedulers") instanceof List<?> known && !known.contains(scheduler)) {
            violations.add(new Violation("images.scheduler", "must be among " + known, scheduler));
        }
        if (wish.latents() != null) {
            checkLatents(wish.latents(), violations);
        }
        return new CorpusSpec.Diffusion((int) steps, scale, rescale, scheduler, negative, wish.latents());
    }

    private void checkLatents(String location, List<Violation> violations) {
        try {
            models.locate(location);
        } catch (RequestRefused refused) {
            violations.add(new Violation("images.latents", String.valueOf(refused.getMessage()), location));
        }
    }

    private static void between(String field, double value, double least, double most, List<Violation> violations) {
        if (!(value >= least && value <= most)) {
            violations.add(new Violation(
                    "images." + field, String.format("must be from %s to %s", plain(least), plain(most)), value));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static double number(Model model, String name, double otherwise) {
        Object value = model.parameters().getOrDefault(name, model.resolved().get(name));
        return value instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static String text(Map<String, Object> values, String name, String otherwise) {
        return values.get(name) instanceof String text ? text : otherwise;
    }
}
