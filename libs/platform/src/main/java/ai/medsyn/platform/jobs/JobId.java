package ai.medsyn.platform.jobs;

import java.util.UUID;

/** Identity of a job. */
public record JobId(UUID value) {

    public static JobId parse(String text) {
        return new JobId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
