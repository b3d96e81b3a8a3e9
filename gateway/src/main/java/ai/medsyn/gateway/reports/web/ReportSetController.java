package ai.medsyn.gateway.reports.web;

import ai.medsyn.gateway.reports.Uploads;
import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.lineage.ReportSet;
import ai.medsyn.platform.lineage.ReportSets;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/v1/report-sets")
@Tag(name = "report sets", description = "Real reports to draw one image each for.")
class ReportSetController {

    private static final String LISTING = "report-sets";

    private final Uploads uploads;
    private final ReportSets sets;

    ReportSetController(Uploads uploads, ReportSets sets) {
        this.uploads = uploads;
        this.sets = sets;
    }

    @Schema(description = "Reports that a team brought.")
    record Resource(
            UUID id,
            String name,
            @Schema(description = "openi or csv") String format,
            String sha256,

            @Schema(description = "False until the import has ended well.")
            boolean ready,

            @Schema(description = "Reports in the file.") int read,

            @Schema(description = "Reports that can condition an image.")
            int kept,

            @Schema(description = "Dropped reports by reason.", implementation = Object.class) @JsonRawValue
            String dropped,

            Instant createdAt) {

        static Resource of(ReportSet set) {
            return new Resource(
                    set.id(),
                    set.name(),
                    set.upload().format(),
                    set.upload().sha256().hex(),
                    set.ready(),
                    set.read(),
                    set.kept(),
                    set.droppedJson(),
                    set.createdAt());
        }
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Bring real reports",
            description =
                    "The Open-i archive (NLMCXR_reports.tgz) as downloaded, or a CSV with a header row and the columns"
                            + " impression and findings, or report, optionally id and view. Answers 202 with the job that reads it; its"
                            + " result counts every dropped report by reason.")
    ResponseEntity<JsonNode> upload(
            @RequestParam
                    @Pattern(
                            regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
                            message = "must be 1 to 100 letters, digits, dots, hyphens or underscores")
                    String name,
            @RequestParam MultipartFile file,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Caller caller) {
        caller.require(Role.REQUESTER);
        JsonNode job = uploads.take(name, file, IdempotencyKey.check(idempotencyKey), caller);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/jobs/" + job.get("id").asString()))
                .body(job);
    }

    @GetMapping
    @Operation(summary = "List report sets, newest first")
    Page<Resource> list(PageRequest page, Caller caller) {
        Optional<Cursor> after = page.after(LISTING, 2);
        List<ReportSet> rows = sets.page(
                caller.team(),
                after.map(cursor -> cursor.instant(0)).orElse(null),
                after.map(cursor -> cursor.uuid(1)).orElse(null),
                page.fetch());
        return Page.of(rows, page, row -> Cursor.of(LISTING, row.createdAt(), row.id()))
                .map(Resource::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A report set and what became of its reports")
    Resource get(@PathVariable UUID id, Caller caller) {
        return Resource.of(sets.require(id, caller.team()));
    }
}
