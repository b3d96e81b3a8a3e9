package ai.medsyn.gateway.trainings.web;

import ai.medsyn.gateway.trainings.LossCurve;
import ai.medsyn.gateway.trainings.MetricStreams;
import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.trainings.Training;
import ai.medsyn.platform.trainings.TrainingMetric;
import ai.medsyn.platform.trainings.TrainingMetric.Phase;
import ai.medsyn.platform.trainings.TrainingMetrics;
import ai.medsyn.platform.trainings.TrainingMetrics.Position;
import ai.medsyn.platform.trainings.Trainings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/v1/trainings/{id}")
@Tag(name = "trainings", description = "Vision-language pre-training: request, follow, compare.")
class MetricController {

    private static final String LISTING = "metrics";
    private static final String EVENT_ID = "([0-9]{1,9})-(TRAIN|VALIDATE)";
    /** Beyond this a curve has more points than pixels many times over. */
    private static final int MOST = 200_000;

    private final Trainings trainings;
    private final TrainingMetrics metrics;
    private final MetricStreams streams;

    MetricController(Trainings trainings, TrainingMetrics metrics, MetricStreams streams) {
        this.trainings = trainings;
        this.metrics = metrics;
        this.streams = streams;
    }

    @GetMapping("/metrics")
    @Operation(
            summary = "Loss terms, learning rate, throughput, waiting time and memory by step",
            description =
                    "In the order of the steps. A run in progress grows: ask again with the last nextCursor, or follow metrics/events.")
    Page<TrainingMetric> list(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Phase phase,
            PageRequest page,
            Caller caller) {
        Training training = trainings.require(id, caller.team());
        Position after = page.after(LISTING, 2)
                .map(cursor -> new Position((int) cursor.number(0), Phase.valueOf(cursor.text(1))))
                .orElse(Position.START);
        List<TrainingMetric> rows = metrics.read(training.id(), phase, after, page.fetch());
        return Page.of(rows, page, row -> Cursor.of(LISTING, row.step(), row.phase()));
    }

    @GetMapping(path = "/metrics/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Follow the metrics of a run as server-sent events", description = "Ends when the run does.")
    ResponseEntity<SseEmitter> events(
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            Caller caller) {
        Training training = trainings.require(id, caller.team());
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .body(streams.open(training, position(last)));
    }

    @GetMapping(path = "/loss-curve", produces = "image/svg+xml")
    @Operation(summary = "The losses of a run over its steps as an SVG image")
    String curve(@PathVariable UUID id, Caller caller) {
        Training training = trainings.require(id, caller.team());
        return LossCurve.svg(
                training.name() + " (" + training.preset() + ")",
                metrics.read(training.id(), null, Position.START, MOST));
    }

    private static Position position(@Nullable String last) {
        if (last == null || last.isEmpty()) {
            return Position.START;
        }
        if (!last.matches(EVENT_ID)) {
            throw RequestRefused.invalid(
                    List.of(new Violation("Last-Event-ID", "must be the id of an event of this stream", last)));
        }
        int dash = last.indexOf('-');
        return new Position(Integer.parseInt(last.substring(0, dash)), Phase.valueOf(last.substring(dash + 1)));
    }
}
