package ai.medsyn.gateway.datasets.web;

import ai.medsyn.gateway.datasets.SampleFiles;
import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.SampleView;
import ai.medsyn.platform.lineage.Samples;
import ai.medsyn.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/datasets/{id}")
@Tag(name = "samples", description = "The image-report pairs of a dataset, and all that made them.")
class SampleController {

    private static final String LISTING = "samples";
    private static final String REJECTIONS = "rejections";

    private final Datasets datasets;
    private final Samples samples;
    private final SampleFiles files;

    SampleController(Datasets datasets, Samples samples, SampleFiles files) {
        this.datasets = datasets;
        this.samples = samples;
        this.files = files;
    }

    @GetMapping("/samples")
    @Operation(summary = "List the samples of a dataset in order")
    Page<SampleResource> list(@PathVariable UUID id, PageRequest page, Caller caller) {
        Dataset dataset = datasets.require(new DatasetId(id), caller.team());
        int from = page.after(LISTING, 1)
                .map(cursor -> Math.toIntExact(cursor.number(0)) + 1)
                .orElse(0);
        List<SampleView> rows = samples.page(dataset.id(), from, page.fetch());
        return Page.of(rows, page, row -> Cursor.of(LISTING, row.position()))
                .map(row -> SampleResource.of(path(id), row, null));
    }

    @GetMapping("/rejections")
    @Operation(
            summary = "List the candidates that were rejected, with the filter and its reason",
            description = "Of an imported dataset these are the rows of its table that did not become films.")
    Page<Samples.Rejection> rejections(@PathVariable UUID id, PageRequest page, Caller caller) {
        Dataset dataset = datasets.require(new DatasetId(id), caller.team());
        Optional<Cursor> after = page.after(REJECTIONS, 2);
        List<Samples.Rejection> rows = samples.rejections(
                dataset.id(),
                after.map(cursor -> Math.toIntExact(cursor.number(0))).orElse(-1),
                after.map(cursor -> cursor.text(1)).orElse(""),
                page.fetch());
        return Page.of(
                rows,
                page,
                row -> Cursor.of(REJECTIONS, row.ordinal(), row.verdict().filter()));
    }

    @GetMapping("/samples/{ordinal}")
    @Operation(summary = "One sample with its entities, seeds, models and verdicts")
    SampleResource get(@PathVariable UUID id, @PathVariable int ordinal, Caller caller) {
        Dataset dataset = datasets.require(new DatasetId(id), caller.team());
        return SampleResource.of(
                path(id), samples.require(dataset.id(), ordinal), samples.verdicts(dataset.id(), ordinal));
    }

    @GetMapping(path = "/samples/{ordinal}/image", produces = MediaType.IMAGE_PNG_VALUE)
    @Operation(summary = "The radiograph, 8-bit grayscale PNG")
    ResponseEntity<byte[]> image(@PathVariable UUID id, @PathVariable int ordinal, Caller caller) throws IOException {
        return png(files.image(require(id, ordinal, caller)));
    }

    @GetMapping(path = "/samples/{ordinal}/mask", produces = MediaType.IMAGE_PNG_VALUE)
    @Operation(
            summary =
                    "Organs and lesions as bits of a 16-bit PNG, one plane below the other for every 16; its text chunk Structures names them")
    ResponseEntity<byte[]> mask(@PathVariable UUID id, @PathVariable int ordinal, Caller caller) throws IOException {
        return png(files.mask(require(id, ordinal, caller)));
    }

    @PostMapping("/samples/{ordinal}/replay")
    @Operation(summary = "Make a sample again and compare checksums")
    Object replay(@PathVariable UUID id, @PathVariable int ordinal, Caller caller) {
        Dataset dataset = datasets.require(new DatasetId(id), caller.team());
        return files.replay(dataset, samples.require(dataset.id(), ordinal), caller);
    }

    @GetMapping(path = "/contact-sheet", produces = MediaType.IMAGE_PNG_VALUE)
    @Operation(summary = "The first samples with their impressions, as one picture")
    ResponseEntity<byte[]> contactSheet(@PathVariable UUID id, Caller caller) throws IOException {
        return png(files.contactSheet(datasets.require(new DatasetId(id), caller.team())));
    }

    private SampleView require(UUID id, int ordinal, Caller caller) {
        return samples.require(
                datasets.require(new DatasetId(id), caller.team()).id(), ordinal);
    }

    private static String path(UUID dataset) {
        return "/v1/datasets/" + dataset;
    }

    /** What a sealed dataset holds never changes: clients may keep it. */
    private static ResponseEntity<byte[]> png(byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
                .body(bytes);
    }
}
