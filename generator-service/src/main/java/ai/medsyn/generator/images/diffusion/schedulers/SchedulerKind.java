package ai.medsyn.generator.images.diffusion.schedulers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The samplers, by the name that requests use and the class name that {@code scheduler_config.json} uses. */
public enum SchedulerKind {
    DDIM("ddim", "DDIMScheduler", Map.of("clip_sample", true, "set_alpha_to_one", true)),
    PNDM("pndm", "PNDMScheduler", Map.of()),
    DPMPP_2M("dpmpp-2m", "DPMSolverMultistepScheduler", Map.of("timestep_spacing", "linspace")),
    EULER("euler", "EulerDiscreteScheduler", Map.of("timestep_spacing", "linspace")),
    EULER_ANCESTRAL("euler-ancestral", "EulerAncestralDiscreteScheduler", Map.of("timestep_spacing", "linspace")),
    UNIPC("unipc", "UniPCMultistepScheduler", Map.of("timestep_spacing", "linspace", "solver_type", "bh2"));

    private final String id;
    private final String className;
    private final Map<String, Object> defaults;

    SchedulerKind(String id, String className, Map<String, Object> defaults) {
        this.id = id;
        this.className = className;
        this.defaults = defaults;
    }

    /** As requests name it. */
    public String id() {
        return id;
    }

    /** As {@code scheduler_config.json} names it. */
    public String className() {
        return className;
    }

    /** Where the reference implementation's defaults differ from those of {@link SchedulerConfig}. */
    Map<String, Object> defaults() {
        return defaults;
    }

    static Optional<SchedulerKind> ofClass(String className) {
        return Arrays.stream(values())
                .filter(kind -> kind.className.equals(className))
                .findFirst();
    }

    /** The sampler that requests name so. */
    public static Optional<SchedulerKind> ofId(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }

    /** What requests may name. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(SchedulerKind::id).toList();
    }

    static List<String> classNames() {
        return Arrays.stream(values()).map(SchedulerKind::className).toList();
    }
}
