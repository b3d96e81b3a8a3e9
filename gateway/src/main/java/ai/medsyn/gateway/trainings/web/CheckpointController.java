package ai.medsyn.gateway.trainings.web;

import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.trainings.Checkpoint;
import ai.medsyn.platform.trainings.Checkpoints;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "checkpoints", description = "What training runs left behind.")
class CheckpointController {

    private static final String LISTING = "checkpoints";
    private static final UUID LARGEST = new UUID(-1, -1);

    private final Checkpoints checkpoints;
    private final Clock clock;

    CheckpointController(Checkpoints checkpoints, Clock clock) {
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    @GetMapping("/v1/checkpoints")
    @Operation(
            summary = "List checkpoints, newest first",
            description = "Those with droppedAt were superseded: their files are gone, their record stays.")
    Page<Checkpoint> list(PageRequest page, @RequestParam(required = false) @Nullable UUID training, Caller caller) {
        Optional<Cursor> after = page.after(LISTING, 2);
        List<Checkpoint> rows = checkpoints.page(
                caller.team(),
                training,
                after.map(cursor -> cursor.instant(0))
                        .orElseGet(() -> clock.instant().plusSeconds(86_400)),
                after.map(cursor -> cursor.uuid(1)).orElse(LARGEST),
                page.fetch());
        return Page.of(rows, page, row -> Cursor.of(LISTING, row.createdAt(), row.id()));
    }

    @GetMapping("/v1/checkpoints/{id}")
    @Operation(summary = "One checkpoint: step, loss, files with checksums")
    Checkpoint get(@PathVariable UUID id, Caller caller) {
        return checkpoints.require(id, caller.team());
    }
}
