package ai.medsyn.generator.images.diffusion;

import ai.medsyn.generator.images.diffusion.schedulers.SchedulerConfig;
import ai.medsyn.onnx.ClipTokenizer;
import ai.medsyn.onnx.Device;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxSession;
import ai.medsyn.onnx.SessionSettings;
import ai.onnxruntime.OnnxJavaType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A text-to-image latent diffusion pipeline of one directory: text encoder, U-Net, decoder, scheduler configuration. Denoising is for one thread at a time;
 * decoding may run beside it.
 */
final class DiffusionPipeline implements AutoCloseable {

    private final PipelineSettings settings;
    private final SchedulerConfig scheduler;
    private final LatentSpace space;
    private final TextEncoder encoder;
    private final Networks unets;
    private final VaeDecoder decoder;
    private final int embedding;

    private DiffusionPipeline(PipelineFiles files, PipelineSettings settings, TextEncoder encoder, VaeDecoder decoder) {
        this.settings = settings;
        this.encoder = encoder;
        this.decoder = decoder;
        this.scheduler = scheduler(files, settings);
        this.space = space(files);
        this.unets = new Networks(files.network("unet"), settings);
        this.embedding = files.config("unet").path("cross_attention_dim").asInt(0);
    }

    /**
     * Opens a directory; the U-Net's weights are read when the first image size is known.
     *
     * @throws InvalidModelException with what is wrong with it
     */
    static DiffusionPipeline open(Path directory, PipelineSettings settings) {
        PipelineFiles files = PipelineFiles.of(directory);
        scheduler(files, settings); // cheap, and often what is wrong
        ClipTokenizer tokenizer = ClipTokenizer.open(files.tokenizer());
        requireEmbeddings(tokenizer, files.config("text_encoder"));
        SessionSettings dynamic = settings.session();
        OnnxSession text = OnnxSession.open(files.network("text_encoder"), dynamic);
        try {
            TextEncoder encoder = new TextEncoder(tokenizer, text);
            VaeDecoder decoder = new VaeDecoder(
                    OnnxSession.open(files.network("vae_decoder"), dynamic), space(files), settings.tile());
            return new DiffusionPipeline(files, settings, encoder, decoder);
        } catch (RuntimeException e) {
            text.close();
            throw e;
        }
    }

    private static SchedulerConfig scheduler(PipelineFiles files, PipelineSettings settings) {
        try {
            SchedulerConfig config = SchedulerConfig.of(files.scheduler());
            return settings.scheduler().isEmpty() ? config : config.with(config.kind(), settings.scheduler());
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException("scheduler/scheduler_config.json: " + e.getMessage(), e);
        }
    }

    private static LatentSpace space(PipelineFiles files) {
        return LatentSpace.of(files.config("unet"), files.config("vae_decoder"));
    }

    private static void requireEmbeddings(ClipTokenizer tokenizer, JsonNode config) {
        int vocabulary = config.path("vocab_size").asInt(0);
        int largest = tokenizer.vocabulary().largestId();
        if (vocabulary > 0 && largest >= vocabulary) {
            throw new InvalidModelException("tokenizer and text_encoder disagree: ids below " + vocabulary
                    + " (vocab_size of text_encoder/config.json) were expected, found " + largest
                    + " in the tokenizer's vocabulary");
        }
        int positions = config.path("max_position_embeddings").asInt(0);
        int tokens = tokenizer.vocabulary().maxLength();
        if (positions > 0 && tokens > positions) {
            throw new InvalidModelException("tokenizer and text_encoder disagree: at most " + positions
                    + " tokens (max_position_embeddings of text_encoder/config.json) were expected, found " + tokens
                    + " as model_max_length");
        }
    }

    SchedulerConfig scheduler() {
        return scheduler;
    }

    LatentSpace space() {
        return space;
    }

    TextEncoder encoder() {
        return encoder;
    }

    /** Samples that are denoised together. */
    int batch(Denoising denoising) {
        return settings.batch(denoising.width(), denoising.height());
    }

    /**
     * Denoises at most {@link #batch} samples together.
     *
     * @throws IllegalArgumentException if the network cannot draw this size, or the scheduler not so many steps
     */
    List<Denoising.Latents> denoise(List<Denoising.Sample> samples, Denoising denoising, Denoising.Listener listener) {
        int multiple = space.multipleOf();
        if (denoising.width() < multiple
                || denoising.height() < multiple
                || denoising.width() % multiple != 0
                || denoising.height() % multiple != 0) {
            throw new IllegalArgumentException("width and height that are multiples of " + multiple
                    + " were expected, found " + denoising.width() + " x " + denoising.height());
        }
        return new DenoisingLoop(this, denoising, listener).run(samples);
    }

    /** Pixels of latents without defect. */
    ColourImage decode(float[] latents, int width, int height) {
        return new ColourImage(width, height, decoder.decode(latents, width, height));
    }

    /** The U-Net for a batch of this size and image. */
    UNet unet(Denoising denoising) {
        return unets.at(new UNet.Shape(
                batch(denoising) * denoising.guidance().rows(),
                space.channels(),
                denoising.height() / space.scale(),
                denoising.width() / space.scale(),
                encoder.tokens(),
                embedding()));
    }

    /** Numbers a token, by whichever file says so. */
    int embedding() {
        int given = encoder.width();
        if (embedding > 0 && given > 0 && embedding != given) {
            throw new InvalidModelException("text_encoder and unet disagree: the U-Net expects " + embedding
                    + " numbers a token (cross_attention_dim), the text encoder gives " + given);
        }
        return Math.max(embedding, given);
    }

    /** Nanoseconds spent in the runtime: text encoder, U-Net, decoder. */
    long runtimeNanos() {
        return encoder.session().nanos() + unets.nanos() + decoder.session().nanos();
    }

    /** What the files and settings came to, for people and lineage. */
    Map<String, Object> resolved() {
        Map<String, Object> resolved = new LinkedHashMap<>();
        resolved.put("schedulerConfig", scheduler.settings());
        resolved.put("scheduler", scheduler.kind().id());
        resolved.put("predictionType", scheduler.predictionType());
        resolved.put("nativeSize", space.nativeSize());
        resolved.put("multipleOf", space.multipleOf());
        resolved.put("latentChannels", space.channels());
        resolved.put("latentSize", space.nativeSize() / space.scale());
        resolved.put("vaeScale", space.scale());
        resolved.put("scalingFactor", space.scaling());
        resolved.putAll(encoder.tokenizer().settings());
        resolved.put("textWidth", embedding());
        resolved.put("device", device().toString());
        resolved.put("warnings", warnings());
        return resolved;
    }

    /** What a user should know about files and device. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(encoder.tokenizer().vocabulary().warnings());
        warnings.addAll(deviceWarnings());
        return warnings;
    }

    /** What a user should know about the device; nothing if it is the one that was asked for. */
    List<String> deviceWarnings() {
        Device wanted = settings.session().device();
        return device().equals(wanted) ? List.of() : List.of(wanted + " is not there; the CPU is used instead");
    }

    /** Where the networks run in fact. */
    Device device() {
        return decoder.session().device();
    }

    /** Whether the decoder, and so the export, is float16. */
    boolean halfPrecision() {
        return decoder.session().inputs().get(0).type() == OnnxJavaType.FLOAT16;
    }

    boolean tiled(int width, int height) {
        return decoder.tiled(width, height);
    }

    @Override
    public void close() {
        encoder.close();
        unets.close();
        decoder.close();
    }
}
