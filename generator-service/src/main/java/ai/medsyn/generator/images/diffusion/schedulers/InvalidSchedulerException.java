package ai.medsyn.generator.images.diffusion.schedulers;

import java.util.List;

/** A scheduler configuration that cannot be run, with every reason. */
public final class InvalidSchedulerException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidSchedulerException(List<String> violations) {
        super("scheduler configuration: " + String.join("; ", violations));
    }
}
