package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.jobs.Block;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.jobs.TestBlockJob;
import ai.medsyn.platform.jobs.WorkSize;
import ai.medsyn.platform.security.Caller;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What a service adds to the platform: a kind of job whose blocks wait for permits, and an address where it is asked for. */
@TestConfiguration(proxyBeanMethods = false)
@Import(JobApiApplication.Api.class)
class JobApiApplication {

    record Spec(int total, String note) {}

    static final class Gated extends TestBlockJob<Spec, Block> {
        volatile Semaphore gate = new Semaphore(0);

        Gated() {
            super("test.gated", Spec.class);
        }

        @Override
        public WorkSize size(JobRun<Spec> run) {
            return new WorkSize(run.spec().total(), 1);
        }

        @Override
        public Block process(JobRun<Spec> run, Block block) throws InterruptedException {
            gate.acquire();
            return block;
        }

        @Override
        public void commit(JobRun<Spec> run, Block block, Block output) {}

        @Override
        public Object conclude(JobRun<Spec> run) {
            return Map.of("made", run.spec().total());
        }
    }

    @Bean
    Gated gated() {
        return new Gated();
    }

    @RestController
    static class Api {
        private final Jobs jobs;
        private final Accepted accepted;

        Api(Jobs jobs, Accepted accepted) {
            this.jobs = jobs;
            this.accepted = accepted;
        }

        @PostMapping("/v1/gated")
        ResponseEntity<JobResource> post(
                @RequestBody Spec spec,
                @RequestHeader(name = IdempotencyKey.HEADER, required = false) String key,
                Caller caller) {
            return accepted.job(jobs.submit(
                    JobSubmission.of("test.gated", spec, caller.team()).withIdempotencyKey(IdempotencyKey.check(key))));
        }
    }
}
