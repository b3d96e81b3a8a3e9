package ai.medsyn.gateway.banks.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "An entity bank to build from a report set, or from the built-in lexicon where none is named.")
record BankRequest(
        @Schema(example = "open-i", description = "Your name for it; building it again makes a new version.")
        @NotNull
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
                message =
                        "must be 1 to 100 letters, digits, dots, hyphens or underscores, starting with a letter or digit")
        String name,

        @Schema(description = "Id of the report set whose reports are read.") @Nullable
        UUID reportSet) {}
