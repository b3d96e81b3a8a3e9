package ai.medsyn.platform.jobs;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Bounds how many blocks this process computes at once. More partitions than that are at work: while those in the slots compute, the others commit
 * and wait for the database.
 */
@Component
class ComputeSlots {

    private final Semaphore free;

    ComputeSlots(JobSettings settings) {
        this.free = new Semaphore(settings.threads(), true);
    }

    /** Does work in a slot, as soon as one is free. */
    <T> T compute(Callable<T> work) throws Exception {
        free.acquire();
        try {
            return work.call();
        } finally {
            free.release();
        }
    }
}
