package ai.medsyn.generator.samples.web;

import ai.medsyn.generator.samples.SampleMaker;
import ai.medsyn.platform.lineage.CorpusSpec;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SampleController {

    private final SampleMaker maker;

    SampleController(SampleMaker maker) {
        this.maker = maker;
    }

    /** The first candidates of a corpus that does not exist. */
    record Preview(
            long seed,
            @NotNull CorpusSpec spec,
            @Min(1) @Max(8) int count) {}

    record Samples(List<SampleMaker.Made> samples) {}

    @PostMapping("/v1/previews")
    Samples preview(@Valid @RequestBody Preview preview) {
        return new Samples(maker.first(preview.seed(), preview.spec(), preview.count()));
    }

    /** A sample to make again. */
    record Replay(@NotNull UUID corpus, @Min(0) int ordinal) {}

    @PostMapping("/v1/replays")
    SampleMaker.Replayed replay(@Valid @RequestBody Replay replay) {
        return maker.again(replay.corpus(), replay.ordinal());
    }
}
