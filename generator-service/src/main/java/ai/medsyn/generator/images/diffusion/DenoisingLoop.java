package ai.medsyn.generator.images.diffusion;

import ai.medsyn.generator.images.diffusion.schedulers.Scheduler;
import ai.medsyn.generator.images.diffusion.schedulers.Schedulers;
import java.util.List;

/**
 * The denoising of one batch. Rows of the U-Net are [unconditional of every sample, conditional of every sample]; rows that no sample needs repeat the
 * first one. A sample whose prediction holds NaN or infinity is stopped there; the others go on.
 */
final class DenoisingLoop {

    private final DiffusionPipeline pipeline;
    private final Denoising denoising;
    private final Denoising.Listener listener;
    private final int batch;

    DenoisingLoop(DiffusionPipeline pipeline, Denoising denoising, Denoising.Listener listener) {
        this.pipeline = pipeline;
        this.denoising = denoising;
        this.listener = listener;
        this.batch = pipeline.batch(denoising);
    }

    /** One sample on its way. */
    private static final class Run {
        private final Scheduler scheduler;
        private final NoiseSource noise;
        private final TextEncoder.Embedding text;
        private float[] x;
        private String defect = "";

        Run(Scheduler scheduler, NoiseSource noise, TextEncoder.Embedding text, float[] x) {
            this.scheduler = scheduler;
            this.noise = noise;
            this.text = text;
            this.x = x;
        }
    }

    List<Denoising.Latents> run(List<Denoising.Sample> samples) {
        if (samples.isEmpty() || samples.size() > batch) {
            throw new IllegalArgumentException("1 to " + batch + " samples were expected, found " + samples.size());
        }
        UNet unet = pipeline.unet(denoising);
        List<Run> runs = samples.stream().map(sample -> start(sample, unet)).toList();
        texts(unet, runs);
        double[] timesteps = runs.get(0).scheduler.timesteps();
        for (int call = 0; call < timesteps.length; call++) {
            call(unet, runs, call, timesteps[call]);
            listener.step(call + 1, timesteps.length, runs.get(0).x);
            if (runs.stream().noneMatch(run -> run.defect.isEmpty())) {
                break;
            }
        }
        return runs.stream()
                .map(run -> new Denoising.Latents(run.x, run.text, run.defect))
                .toList();
    }

    private Run start(Denoising.Sample sample, UNet unet) {
        Scheduler scheduler = Schedulers.create(denoising.scheduler(), denoising.steps());
        float[] x = sample.noise().latents(unet.shape().latents()).clone();
        for (int i = 0; i < x.length; i++) {
            x[i] *= (float) scheduler.initialNoiseSigma();
        }
        TextEncoder.Embedding text = pipeline.encoder().encode(sample.prompt(), pipeline.embedding());
        return new Run(scheduler, sample.noise(), text, x);
    }

    private void texts(UNet unet, List<Run> runs) {
        for (int i = 0; i < batch; i++) {
            unet.text(conditional(i), runs.get(i < runs.size() ? i : 0).text.values());
            if (denoising.guidance().active()) {
                unet.text(
                        i,
                        pipeline.encoder()
                                .encode(denoising.negativePrompt(), pipeline.embedding())
                                .values());
            }
        }
    }

    private int conditional(int sample) {
        return denoising.guidance().active() ? batch + sample : sample;
    }

    private void call(UNet unet, List<Run> runs, int call, double time) {
        for (int i = 0; i < batch; i++) {
            float[] scaled = scaled(runs.get(i < runs.size() ? i : 0), call);
            unet.sample(i, scaled);
            unet.sample(conditional(i), scaled);
        }
        unet.run(time);
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            if (run.defect.isEmpty()) {
                advance(unet, run, i, call);
            }
        }
    }

    private void advance(UNet unet, Run run, int sample, int call) {
        float[] output = unet.output(conditional(sample));
        if (denoising.guidance().active()) {
            output = denoising.guidance().combine(unet.output(sample), output);
        }
        for (float value : output) {
            if (!Float.isFinite(value)) {
                run.defect = "the U-Net gave NaN or infinity at call " + (call + 1) + " of "
                        + run.scheduler.timesteps().length;
                return;
            }
        }
        run.x = run.scheduler.step(call, run.x, output, at -> run.noise.noise(at, run.x.length));
    }

    private static float[] scaled(Run run, int call) {
        double scale = run.scheduler.inputScale(call);
        float[] scaled = run.x.clone();
        if (scale != 1) {
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] *= (float) scale;
            }
        }
        return scaled;
    }
}
